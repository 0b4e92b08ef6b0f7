import { randomUUID } from 'node:crypto'
import { findPayeeForm, savePayee } from '#server/db/payee.ts'
import { transaction } from '#server/db/transaction.ts'
import { thanksWords } from '#server/documents/thanks-words.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound, ruleBroken } from '#server/domain/errors.ts'
import type { SubmitPayee } from '#server/domain/payee/input.ts'
import { payeeRefusal, payeeRule } from '#server/domain/payee/refusal.ts'

/**
 * Keeps where a thank-you may go, encrypted, once. Somebody whom the law asks us not to pay is refused, and nothing of them is
 * kept but the reason, which finance sees.
 */
export async function submitPayee(
  input: SubmitPayee,
  requestId: string,
): Promise<{ accountLast4: string }> {
  const form = await findPayeeForm(input.secret)
  if (!form) throw notFound('payee-form')
  const actor: Actor = {
    kind: 'job',
    organizationId: form.organizationId,
    job: 'payee-form',
    requestId,
  }
  authorize(actor, 'payee.answer')
  const refusal = payeeRefusal(input)
  const consentText = thanksWords(input.locale)('consent')

  await transaction(actor, (tx) =>
    savePayee(tx, { id: randomUUID(), answer: input, refusal, consentText }),
  )
  // Only now, since the reason has to stay.
  if (refusal) throw ruleBroken(payeeRule(refusal))
  return { accountLast4: input.account.slice(-4) }
}
