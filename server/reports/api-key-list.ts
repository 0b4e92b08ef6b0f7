import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { SCOPES } from '#server/domain/api-key/scope.ts'

const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdByName: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  rotatedAt: z.date().nullable(),
  /** Until when the secret before the last rotation works, too. */
  previousUntil: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
type ApiKey = z.infer<typeof ApiKey>

/** The keys of the organization's systems, ended ones last. Their secrets are known to nobody here. */
export async function apiKeyList(actor: Actor): Promise<ApiKey[]> {
  authorize(actor, 'api-key.read')
  return reading(actor, (db) =>
    db.rows(
      ApiKey,
      `SELECT k.id, k.name, k.prefix, k.scopes, u.name AS "createdByName", k.created_at AS "createdAt", k.expires_at AS "expiresAt",
         k.last_used_at AS "lastUsedAt", k.rotated_at AS "rotatedAt", k.previous_until AS "previousUntil", k.revoked_at AS "revokedAt"
       FROM api_keys k LEFT JOIN users u ON u.id = k.created_by
       WHERE k.organization_id = $1
       ORDER BY k.revoked_at DESC NULLS FIRST, k.created_at DESC, k.id LIMIT 200`,
      [db.organizationId],
    ),
  )
}
