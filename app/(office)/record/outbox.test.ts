import { expect, test } from 'vitest'
import { emptyDraft } from './draft.ts'
import { added, EMPTY_OUTBOX, type Parcel, refused, without } from './outbox.ts'

const parcel = (key: string): Parcel => ({
  draft: emptyDraft(key),
  place: null,
  at: '2026-05-31T04:00:00.000Z',
  isRefused: false,
})

test('a double tap is one parcel', () => {
  const once = added(EMPTY_OUTBOX, parcel('a'))
  expect(added(once, parcel('a'))).toEqual(once)
  expect(added(once, parcel('b'))).toHaveLength(2)
})

test('what was sent goes, what was refused stays and says so', () => {
  const two = added(added(EMPTY_OUTBOX, parcel('a')), parcel('b'))
  expect(without(two, 'a').map((one) => one.draft.key)).toEqual(['b'])
  expect(refused(two, 'a').map((one) => one.isRefused)).toEqual([true, false])
})
