import { type Disclosed, recordDisclosure } from '#server/db/disclosure.ts'
import type { Tx } from '#server/db/transaction.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import { findPromise } from '#server/domain/promise.ts'

/**
 * The one way by which anything reaches a customer: it is written down first, with the hash of its content, and a neutral text
 * that speaks of money is refused.
 * @returns the content, to be shown or sent
 * @throws ProblemError rule-broken `promise-in-neutral-text`; `thanks-not-approved` from the database
 */
export async function disclose(tx: Tx, told: Disclosed): Promise<string> {
  if (told.kind === 'neutral' && findPromise(told.content))
    throw ruleBroken('promise-in-neutral-text')
  await recordDisclosure(tx, told)
  return told.content
}
