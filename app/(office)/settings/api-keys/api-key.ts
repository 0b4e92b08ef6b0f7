import type { Scope } from '#server/domain/api-key/scope.ts'

/** A key as the list answers. */
export type ApiKey = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  createdByName: string | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  /** Until when the secret before the last rotation works, too. */
  previousUntil: Date | null
  revokedAt: Date | null
}

/** What an owner does with one key. */
export type ApiKeyAct = { kind: 'rotate' | 'revoke'; apiKey: ApiKey }

/** Whether a system can still send with it. */
export function isWorking({ revokedAt, expiresAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now)
}
