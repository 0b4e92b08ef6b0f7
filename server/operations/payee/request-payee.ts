import { randomBytes, randomUUID } from 'node:crypto'
import { loadThanks } from '#server/db/commission-thanks.ts'
import { openPayeeRequest } from '#server/db/payee.ts'
import { transaction } from '#server/db/transaction.ts'
import { disclose } from '#server/documents/disclose.ts'
import { thanksWords } from '#server/documents/thanks-words.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { amountText } from '#server/domain/money.ts'
import type { RequestPayee } from '#server/domain/payee/input.ts'
import { env } from '#server/env.ts'

/**
 * Opens a one-time form for the customer of an approved entry and words the message that finance sends them. From here on the
 * customer counts as told.
 */
export async function requestPayee(
  actor: Actor,
  input: RequestPayee,
): Promise<{ link: string; message: string; expiresAt: Date }> {
  authorize(actor, 'payee.request')
  return transaction(actor, async (tx) => {
    const thanks = await loadThanks(tx, input.entryId)
    const secret = randomBytes(32).toString('base64url')
    const link = `${env().APP_URL}/${input.locale}/thanks/${secret}`

    const request = { id: randomUUID(), entryId: input.entryId, secret }
    const expiresAt = await openPayeeRequest(tx, sessionOf(actor), request)

    const { customerId, currency } = thanks
    const values = {
      name: thanks.customerName,
      organization: thanks.organizationName,
      currency,
      amount: amountText(thanks.amountMinor, currency),
      until: expiresAt.toISOString().slice(0, 10),
      link,
    }
    const message = await disclose(tx, {
      kind: 'thanks',
      customerId,
      entryId: input.entryId,
      document: 'thanks-message',
      locale: input.locale,
      content: thanksWords(input.locale)('body', values),
    })
    return { link, message, expiresAt }
  })
}
