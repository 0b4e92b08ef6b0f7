import { randomUUID } from 'node:crypto'
import { factTransaction } from '#server/db/fact-transaction.ts'
import {
  type AskedOnce,
  keepAnswer,
  letKeyGo,
  type Standing,
  takeIdempotencyKey,
} from '#server/db/idempotency.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { Permission } from '#server/domain/permission.ts'

/** Longer than any batch takes, and short enough to wait for after a crash. */
const ATTEMPT_SECONDS = 120
const KEEP_HOURS = 24

export type Once = { permission: Permission; route: string; key: string; requestHash: Buffer }
export type Given = { status: number; answer: string }

/**
 * Does the work of a request once: a repeated one is given the first answer. The key is taken before the work and answered after it,
 * each in a transaction of its own, so that a crash in between leaves a key that the next attempt takes over.
 */
export async function answerOnce(
  actor: Actor,
  once: Once,
  work: () => Promise<Given>,
): Promise<Exclude<Standing, { kind: 'mine' }> | ({ kind: 'done' } & Given)> {
  const { permission, ...request } = once
  authorize(actor, permission)
  const asked: AskedOnce = { ...request, claim: randomUUID() }

  const standing = await factTransaction(actor, (tx) =>
    takeIdempotencyKey(tx, asked, { seconds: ATTEMPT_SECONDS, keepHours: KEEP_HOURS }),
  )
  if (standing.kind !== 'mine') return standing
  try {
    const given = await work()
    await factTransaction(actor, (tx) => keepAnswer(tx, asked, given))
    return { kind: 'done', ...given }
  } catch (error) {
    await factTransaction(actor, (tx) => letKeyGo(tx, asked)).catch(() => undefined)
    throw error
  }
}
