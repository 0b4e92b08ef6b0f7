import { expect, it } from 'vitest'
import { decideApproval, type EntryToDecide } from './decide-approval.ts'

const entry: EntryToDecide = {
  kind: 'award',
  state: 'proposed',
  proposedById: null,
  approvalsRequired: 1,
  approverIds: [],
  isOnHold: false,
  hasPendingReversal: false,
  hasUndecidedAward: false,
  isOwnReferral: false,
}

it.each<[string, Partial<EntryToDecide>, string]>([
  ['one approval is enough', {}, 'approve'],
  ['the first of two waits', { approvalsRequired: 2 }, 'wait'],
  ['the second of two approves', { approvalsRequired: 2, approverIds: ['b'] }, 'approve'],
  ['one person twice is still one', { approvalsRequired: 2, approverIds: ['a'] }, 'wait'],
  ['an approval repeated is the same', { state: 'approved', approverIds: ['a'] }, 'same'],
  [
    'another’s approval is a decision made',
    { state: 'approved', approverIds: ['b'] },
    'entry-already-decided',
  ],
  ['a rejection is a decision made', { state: 'rejected' }, 'entry-already-decided'],
  ['nobody approves what they proposed', { proposedById: 'a' }, 'commission-self-approval'],
  ['nobody approves their own referral', { isOwnReferral: true }, 'commission-own-referral'],
  ['a hold stops', { isOnHold: true }, 'commission-on-hold'],
  ['a pending reversal stops the award', { hasPendingReversal: true }, 'reversal-pending'],
  ['a reversal does not stop itself', { kind: 'reversal', hasPendingReversal: true }, 'approve'],
  [
    'a reversal waits for its award',
    { kind: 'reversal', hasUndecidedAward: true },
    'award-undecided',
  ],
])('%s', (_, difference, expected) => {
  const decision = decideApproval({ ...entry, ...difference }, 'a')
  expect(decision.kind === 'refuse' ? decision.rule : decision.kind).toBe(expected)
})
