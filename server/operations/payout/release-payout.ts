import { movePayout } from '#server/db/payout.ts'
import { loadRelease } from '#server/db/payout-release.ts'
import { transaction } from '#server/db/transaction.ts'
import { authorize, type MemberActor, sessionOf } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import { releaseRefusal } from '#server/domain/payout/decide-release.ts'
import type { ChosenPayout } from '#server/domain/payout/input.ts'

/** The second person's yes: neither froze the batch nor approved any of it, and is thanked by none of it. */
export async function releasePayout(actor: MemberActor, input: ChosenPayout): Promise<void> {
  authorize(actor, 'payout.release')
  await transaction(actor, async (tx) => {
    const batch = await loadRelease(tx, actor.membershipId, input.id)

    const isRepeated = batch.state === 'released' && batch.releasedById === actor.membershipId
    const rule = isRepeated ? null : releaseRefusal(batch, actor.membershipId)
    if (rule) throw ruleBroken(rule)

    await movePayout(tx, sessionOf(actor), { id: input.id, act: 'release' })
  })
}
