import { findApiKey } from '#server/db/api-key.ts'
import type { KeyActor } from '#server/domain/actor.ts'

/** The key behind a request (`Authorization: Bearer zhk_…`); null without one that still works. */
export async function resolveKey(headers: Headers, requestId: string): Promise<KeyActor | null> {
  const secret = /^Bearer ([^\s]+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const key = secret ? await findApiKey(secret) : null
  return key ? { kind: 'key', ...key, requestId } : null
}
