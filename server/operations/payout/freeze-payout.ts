import {
  type Control,
  findControl,
  listReleasers,
  movePayout,
  type Releaser,
} from '#server/db/payout.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenPayout } from '#server/domain/payout/input.ts'

/** Fixes the lines of a batch under control totals and names who may release it; nobody left is a warning. */
export async function freezePayout(
  actor: Actor,
  input: ChosenPayout,
): Promise<{ control: Control; releasers: Releaser[] }> {
  authorize(actor, 'payout.freeze')
  return transaction(actor, async (tx) => {
    await movePayout(tx, sessionOf(actor), { id: input.id, act: 'freeze' })
    const control = await findControl(tx, input.id)
    if (!control) throw notFound('payout')
    return { control, releasers: await listReleasers(tx, input.id) }
  })
}
