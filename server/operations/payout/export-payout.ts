import { findControl, movePayout, openPayoutFile } from '#server/db/payout.ts'
import { transaction } from '#server/db/transaction.ts'
import { bankFile } from '#server/documents/bank-file.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenPayout } from '#server/domain/payout/input.ts'

export type PayoutFile = { fileName: string; mediaType: string; content: string }

/**
 * The bank's file of a released batch. Its attempts are committed as claimed, then as sent, before a byte of it is given: a crash
 * on the way leaves attempts that a second call finds, never a payment that nobody knows of. A second call gives the same bytes.
 */
export async function exportPayout(actor: Actor, input: ChosenPayout): Promise<PayoutFile> {
  authorize(actor, 'payout.export')
  const token = sessionOf(actor)
  await transaction(actor, (tx) => movePayout(tx, token, { id: input.id, act: 'claim' }))
  await transaction(actor, (tx) => movePayout(tx, token, { id: input.id, act: 'mark_sent' }))

  return transaction(actor, async (tx) => {
    const control = await findControl(tx, input.id)
    if (!control) throw notFound('payout')
    const rows = await openPayoutFile(tx, token, input.id)
    const fileName = `payout-${control.batchNo}-${control.sha256.slice(0, 12)}.csv`
    return { fileName, mediaType: 'text/csv; charset=utf-8', content: bankFile(rows) }
  })
}
