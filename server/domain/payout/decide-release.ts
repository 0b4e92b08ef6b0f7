import type { Rule } from '../rule.ts'

/** What is known of a frozen batch when somebody wants to release it. */
export type BatchToRelease = {
  state: string
  frozenById: string | null
  /** Everybody who approved an entry of it. */
  approverIds: readonly string[]
  /** The person who releases is referrer or referee of one of its entries. */
  isOwnThanks: boolean
  /** A hold, a pending or newer correction, newer data of a payee. */
  stop: Rule | null
}

/**
 * Why this person may not release this batch, or null. The database decides the same again, with the rows locked.
 *
 * @see shared/spec/money.md I10
 */
export function releaseRefusal(batch: BatchToRelease, membershipId: string): Rule | null {
  if (batch.state !== 'frozen') return 'transition-refused'
  if (batch.frozenById === membershipId) return 'release-by-freezer'
  if (batch.approverIds.includes(membershipId)) return 'release-by-approver'
  if (batch.isOwnThanks) return 'payout-own-thanks'
  return batch.stop
}
