import { randomUUID } from 'node:crypto'
import { resolveKey } from '#server/auth/resolve-key.ts'
import { spendAllowance, WINDOW_SECONDS } from '#server/auth/spend-allowance.ts'
import type { KeyActor } from '#server/domain/actor.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import {
  answerProblem,
  DoorError,
  type DoorLocale,
  type DoorProblem,
  localeOf,
  problemIn,
} from './door-problem.ts'

/** What a request through the outside door knows. `headers` go out with whatever is answered. */
export type KeyDoor = {
  actor: KeyActor
  requestId: string
  locale: DoorLocale
  now: Date
  headers: Record<string, string>
}

/** Lets a system in by its key, and turns every refusal into problem+json; a bug is logged whole and told by its id. */
export async function throughKeyDoor(
  request: Request,
  work: (door: KeyDoor) => Promise<Response>,
): Promise<Response> {
  const startedAt = performance.now()
  const requestId = randomUUID()
  const locale = localeOf(request.headers)
  const headers: Record<string, string> = { 'x-request-id': requestId }
  const { pathname } = new URL(request.url)
  try {
    const actor = await resolveKey(request.headers, requestId)
    if (!actor) throw new DoorError({ kind: 'unauthenticated' })
    const answer = await work({ actor, requestId, locale, now: new Date(), headers })
    const milliseconds = Math.round(performance.now() - startedAt)
    log.debug({ requestId, path: pathname, status: answer.status, milliseconds }, 'request')
    return answer
  } catch (error) {
    const problem = told(error, requestId, pathname)
    return answerProblem(problem, { requestId, locale }, headers)
  }
}

/** A refusal as it is; anything else is a bug, logged whole. */
export function told(error: unknown, requestId: string, path: string): DoorProblem {
  const problem = problemIn(error)
  if (problem) log.info({ requestId, path, problem: problem.kind }, 'request refused')
  else log.error({ requestId, path, err: error }, 'request failed')
  return problem ?? { kind: 'internal' }
}

/**
 * Takes items from the key's allowance and writes the headers that say what is left (draft-ietf-httpapi-ratelimit-headers).
 *
 * @throws DoorError rate-limited, with the seconds to wait
 */
export async function spend(door: KeyDoor, items: number): Promise<void> {
  const spent = await spendAllowance(door.actor, items)
  const quota = env().API_ITEMS_PER_MINUTE
  door.headers['ratelimit-policy'] = `"items";q=${quota};w=${WINDOW_SECONDS}`
  door.headers.ratelimit = `"items";r=${spent.itemsLeft};t=${spent.fullInSeconds}`
  if (!spent.isAllowed)
    throw new DoorError({ kind: 'rate-limited', retryAfterSeconds: spent.waitSeconds })
}
