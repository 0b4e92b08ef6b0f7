import { newApiKeySecret } from '#server/db/api-key.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { RotateApiKey } from '#server/domain/api-key/input.ts'

/** Gives a key a new secret; the one before it works on for the hours of grace, so that no system stands still. */
export async function rotateApiKey(
  actor: Actor,
  input: RotateApiKey,
): Promise<{ keyId: string; secret: string }> {
  authorize(actor, 'api-key.change')
  const { secret, prefix, hash } = newApiKeySecret()

  await transaction(actor, (tx) =>
    tx.execute('SELECT api_key_rotate($1, $2::uuid, $3, $4, $5::integer)', [
      sessionOf(actor),
      input.keyId,
      prefix,
      hash,
      input.graceHours,
    ]),
  )
  return { keyId: input.keyId, secret }
}
