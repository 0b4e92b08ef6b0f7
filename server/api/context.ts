import { randomUUID } from 'node:crypto'
import { resolveActor } from '#server/auth/resolve-actor.ts'
import type { MemberActor } from '#server/domain/actor.ts'

/** What every call knows: who asks, for which organization, and when. */
export type Context = { actor: MemberActor | null; headers: Headers; requestId: string; now: Date }

export async function createContext(headers: Headers): Promise<Context> {
  const requestId = headers.get('x-request-id') ?? randomUUID()
  return { actor: await resolveActor(headers, requestId), headers, requestId, now: new Date() }
}
