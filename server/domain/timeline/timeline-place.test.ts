import { expect, test } from 'vitest'
import { findTimelinePlace, timelinePlaceText } from './timeline-place.ts'

const place = {
  at: '2026-05-31 12:00:00.123456+00',
  id: '01890000-0000-7000-8000-000000000001',
  rank: 3,
}

test('a place comes back from its text with its microseconds', () => {
  expect(findTimelinePlace(timelinePlaceText(place))).toEqual(place)
})

test.each(['', 'x', '2026-05-31~1~1', `${timelinePlaceText(place)}; DROP TABLE customers`])(
  'text that names no place is told apart: %s',
  (text) => {
    expect(findTimelinePlace(text)).toBeNull()
  },
)
