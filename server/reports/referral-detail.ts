import { reading } from '#server/db/reading.ts'
import {
  findReferredOrder,
  listReferralSteps,
  listRivalClaims,
  type ReferralClaimRow,
  type ReferralStepRow,
  type ReferredOrder,
} from '#server/db/referral-detail.ts'
import { findReferral, type ListedReferral } from '#server/db/referral-list.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenReferral } from '#server/domain/referral/input.ts'
import { type WinningReason, winningReason } from '#server/domain/referral/winning-claim.ts'
import type { Rule } from '#server/domain/rule.ts'

export type ReferralDetail = {
  referral: ListedReferral
  steps: ReferralStepRow[]
  claims: ReferralClaimRow[]
  /** Why the winning claim won over the others on the same referee. */
  winningReason: WinningReason
  order: Omit<ReferredOrder, 'keepBlocker'> | null
  /** What it still waits for, once bought. */
  keepBlocker: Rule | null
  /** The claim was written down only after the purchase: a person should look twice. */
  recordedAfterPurchase: boolean
}

/** One referral with its way, its rivals, and what it led to; no amount of anything. */
export async function referralDetail(
  actor: Actor,
  { id }: ChosenReferral,
): Promise<ReferralDetail> {
  authorize(actor, 'referral.read')
  return reading(actor, async (db) => {
    const referral = await findReferral(db, id)
    if (!referral) throw notFound('referral')
    const claims = await listRivalClaims(db, id)
    const found = await findReferredOrder(db, id)
    const { keepBlocker = null, ...order } = found ?? {}
    return {
      referral,
      steps: await listReferralSteps(db, id),
      claims,
      winningReason: reasonOf(claims),
      order: found ? (order as Omit<ReferredOrder, 'keepBlocker'>) : null,
      keepBlocker,
      recordedAfterPurchase: found !== undefined && found.occurredAt < referral.recordedAt,
    }
  })
}

function reasonOf(claims: ReferralClaimRow[]): WinningReason {
  const winner = claims.find((claim) => claim.isWinner)
  const others = claims.filter((claim) => !claim.isWinner && !claim.isTakenBack)
  return winner ? winningReason(winner, others) : 'only'
}
