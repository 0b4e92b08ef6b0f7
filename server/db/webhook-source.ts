import { z } from 'zod'
import { factPool } from './client.ts'

const Source = z.object({
  organizationId: z.string(),
  secretCipher: z.instanceof(Uint8Array),
  previousSecretCipher: z.instanceof(Uint8Array).nullable(),
  previousUntil: z.date().nullable(),
})
export type FoundSource = z.infer<typeof Source>

/** The source of an address, before the organization is known; null where there is none or it may send no more. */
export async function findSource(sourceId: string): Promise<FoundSource | null> {
  const { rows } = await factPool().query(
    `SELECT organization_id AS "organizationId", secret_cipher AS "secretCipher", previous_secret_cipher AS "previousSecretCipher",
       previous_until AS "previousUntil" FROM webhook_source_find($1)`,
    [sourceId],
  )
  return rows[0] ? Source.parse(rows[0]) : null
}
