import { findPayeeForm } from '#server/db/payee.ts'
import { transaction } from '#server/db/transaction.ts'
import { disclose } from '#server/documents/disclose.ts'
import { thanksWords } from '#server/documents/thanks-words.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import { amountText } from '#server/domain/money.ts'
import type { PayeeFormQuestion } from '#server/domain/payee/input.ts'

/** Who thanks, with what, and the sentence that the customer agrees to, in the language of the form. */
type OpenedForm = {
  organizationName: string
  amountMinor: bigint
  currency: string
  consent: string
}

/**
 * What a one-time form shows to whoever holds its secret: who thanks, and the one amount that was approved. Showing it is telling
 * it, so it is written down.
 * @throws ProblemError not-found, for unknown, used, ended and expired alike
 */
export async function openPayeeForm(
  input: PayeeFormQuestion,
  requestId: string,
): Promise<OpenedForm> {
  const form = await findPayeeForm(input.secret)
  if (!form) throw notFound('payee-form')
  const { organizationId, organizationName, amountMinor, currency, customerId, entryId } = form
  const actor: Actor = { kind: 'job', organizationId, job: 'payee-form', requestId }
  authorize(actor, 'payee.answer')

  const amount = amountText(amountMinor, currency)
  const words = thanksWords(input.locale)
  const content = words('form', { organization: organizationName, currency, amount })
  const told = { customerId, entryId, document: 'thanks-form', locale: input.locale, content }
  await transaction(actor, (tx) => disclose(tx, { kind: 'thanks', ...told }))
  return { organizationName, amountMinor, currency, consent: words('consent') }
}
