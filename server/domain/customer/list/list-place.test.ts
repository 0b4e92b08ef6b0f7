import { expect, test } from 'vitest'
import { findListPlace, isArrival, listPlaceText } from './list-place.ts'

const id = '01890000-0000-7000-8000-000000000001'

test.each(['2026-05-31 12:00:00.123456+00', 'wang wei', '', 'a~b'])(
  'a place comes back from its text: "%s"',
  (key) => {
    expect(findListPlace(listPlaceText({ key, id }))).toEqual({ key, id })
  },
)

test('a place without an id is none', () => {
  expect(findListPlace('wang wei')).toBeNull()
})

test('a name is not taken for an arrival', () => {
  expect(isArrival({ key: 'wang wei', id })).toBe(false)
  expect(isArrival({ key: '2026-05-31 12:00:00+00', id })).toBe(true)
})
