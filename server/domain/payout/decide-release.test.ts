import { expect, it } from 'vitest'
import { type BatchToRelease, releaseRefusal } from './decide-release.ts'

const batch: BatchToRelease = {
  state: 'frozen',
  frozenById: 'freezer',
  approverIds: ['approver'],
  isOwnThanks: false,
  stop: null,
}

it.each<[string, Partial<BatchToRelease>, string, string | null]>([
  ['a third person releases', {}, 'me', null],
  ['the freezer does not', {}, 'freezer', 'release-by-freezer'],
  ['an approver does not', {}, 'approver', 'release-by-approver'],
  ['the thanked person does not', { isOwnThanks: true }, 'me', 'payout-own-thanks'],
  ['a draft cannot be released', { state: 'draft' }, 'me', 'transition-refused'],
  ['a hold stops everybody', { stop: 'commission-on-hold' }, 'me', 'commission-on-hold'],
])('%s', (_, difference, membershipId, expected) => {
  expect(releaseRefusal({ ...batch, ...difference }, membershipId)).toBe(expected)
})
