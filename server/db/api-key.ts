import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { SCOPES, type Scope } from '../domain/api-key/scope.ts'
import { factPool } from './client.ts'

const PREFIX = 'zhk_'
/** 32 bytes in base64url behind the prefix: anything else is not asked of the database. */
const SECRET = /^zhk_[A-Za-z0-9_-]{43}$/
/** Eight letters of the secret: enough to tell keys apart, and the rest cannot be guessed. */
const SHOWN_LENGTH = PREFIX.length + 8

export type NewSecret = { secret: string; prefix: string; hash: Buffer }

/** A secret of a key, with what is kept of it. */
export function newApiKeySecret(): NewSecret {
  const secret = PREFIX + randomBytes(32).toString('base64url')
  return { secret, prefix: secret.slice(0, SHOWN_LENGTH), hash: hashOf(secret) }
}

const Found = z.object({
  key_id: z.string(),
  organization_id: z.string(),
  scopes: z.array(z.string()),
})

export type FoundApiKey = { keyId: string; organizationId: string; scopes: Scope[] }

/**
 * Whose key this secret is; null for one that is unknown, expired, revoked or outlived. Asked before an organization is known, of the
 * database that writes: it notes the use.
 */
export async function findApiKey(secret: string): Promise<FoundApiKey | null> {
  if (!SECRET.test(secret)) return null
  const { rows } = await factPool().query({
    name: 'api-key-find',
    text: 'SELECT * FROM api_key_find($1)',
    values: [hashOf(secret)],
  })
  const found = z.array(Found).parse(rows)[0]
  if (!found) return null
  return {
    keyId: found.key_id,
    organizationId: found.organization_id,
    scopes: SCOPES.filter((scope) => found.scopes.includes(scope)),
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
