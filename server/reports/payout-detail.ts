import { listReleasers, type Releaser } from '#server/db/payout.ts'
import { listPayoutLines, type PayoutLineRow } from '#server/db/payout-line.ts'
import { findPayout, type PayoutBatchRow } from '#server/db/payout-list.ts'
import { loadRelease } from '#server/db/payout-release.ts'
import { reading } from '#server/db/reading.ts'
import { authorize, type MemberActor } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import { releaseRefusal } from '#server/domain/payout/decide-release.ts'
import type { ChosenPayout } from '#server/domain/payout/input.ts'
import type { Rule } from '#server/domain/rule.ts'

export type PayoutDetail = {
  batch: PayoutBatchRow
  lines: PayoutLineRow[]
  /** Who may still release it; nobody left is a warning. Asked while it is a draft or frozen. */
  releasers: Releaser[]
  /** What stops it, whoever looks. */
  stop: Rule | null
  /** Why the person who looks may not release it; null while it is not frozen. */
  myRefusal: Rule | null
}

/** One batch with its lines, and who may do what next. */
export async function payoutDetail(
  actor: MemberActor,
  { id }: ChosenPayout,
): Promise<PayoutDetail> {
  authorize(actor, 'payout.read')
  return reading(actor, async (db) => {
    const batch = await findPayout(db, id)
    if (!batch) throw notFound('payout')
    const release = await loadRelease(db, actor.membershipId, id)
    const isOpen = batch.state === 'draft' || batch.state === 'frozen'
    return {
      batch,
      lines: await listPayoutLines(db, id),
      releasers: isOpen ? await listReleasers(db, id) : [],
      stop: isOpen ? release.stop : null,
      myRefusal: batch.state === 'frozen' ? releaseRefusal(release, actor.membershipId) : null,
    }
  })
}
