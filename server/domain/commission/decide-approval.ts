import type { Rule } from '../rule.ts'

/** What is known of one entry when somebody of finance looks at it. */
export type EntryToDecide = {
  kind: 'award' | 'reversal' | 'adjustment' | 'reinstatement'
  state: 'proposed' | 'approved' | 'rejected'
  proposedById: string | null
  approvalsRequired: number
  approverIds: readonly string[]
  isOnHold: boolean
  hasPendingReversal: boolean
  hasUndecidedAward: boolean
  /** The person who decides is the referrer or the referee. */
  isOwnReferral: boolean
}

export type Decision = { kind: 'approve' | 'wait' | 'same' } | { kind: 'refuse'; rule: Rule }

/**
 * Whether this person may approve this entry, and what comes of it: approved, or waiting for a second person.
 * The database decides the same again, with the rows locked.
 *
 * @see shared/spec/money.md I10
 */
export function decideApproval(entry: EntryToDecide, membershipId: string): Decision {
  const isMine = entry.approverIds.includes(membershipId)
  if (entry.state === 'approved' && isMine) return { kind: 'same' }
  const rule = approvalRefusal(entry, membershipId)
  if (rule) return { kind: 'refuse', rule }
  const approvals = entry.approverIds.length + (isMine ? 0 : 1)
  return { kind: approvals >= entry.approvalsRequired ? 'approve' : 'wait' }
}

/** Why this person may not approve this entry now, or null. */
export function approvalRefusal(entry: EntryToDecide, membershipId: string): Rule | null {
  if (entry.state !== 'proposed') return 'entry-already-decided'
  const stop = approvalStop(entry)
  if (stop) return stop
  if (entry.proposedById === membershipId) return 'commission-self-approval'
  return entry.isOwnReferral ? 'commission-own-referral' : null
}

/** What can stop an entry for everybody. */
export type EntryStop = Extract<Rule, 'commission-on-hold' | 'reversal-pending' | 'award-undecided'>

/** What stops the entry, whoever looks at it, or null. */
export function approvalStop(entry: EntryToDecide): EntryStop | null {
  if (entry.isOnHold) return 'commission-on-hold'
  if (entry.kind !== 'reversal' && entry.hasPendingReversal) return 'reversal-pending'
  return entry.kind === 'reversal' && entry.hasUndecidedAward ? 'award-undecided' : null
}
