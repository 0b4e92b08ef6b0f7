import type pg from 'pg'
import { type ZodType, z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { readPool, replicaPool } from './client.ts'
import { isReplicasFault, takeFreshReplica } from './fresh-replica.ts'
import { pgTypes } from './pg-types.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'

/** A question's only tool: rows of a query, each checked against its shape. Raw SQL by pg, which answers eight times as fast as Prisma. */
export type Reading = {
  organizationId: string
  rows<T>(shape: ZodType<T>, sql: string, values?: unknown[]): Promise<T[]>
}

/** Asks in one read-only snapshot, bound to one organization, as zhile_app. Always on the primary: money, access and duties are asked here. */
export async function reading<T>(actor: Actor, work: (db: Reading) => Promise<T>): Promise<T> {
  try {
    return await ask(await readPool().connect(), actor, work)
  } catch (error) {
    throw problemOf(error) ?? error
  }
}

/**
 * Like `reading`, on a replica where DATABASE_READ_URL names one: for counts and lists of facts, never for money (server/tidy.test.ts). The replica
 * has replayed whatever the primary had written when the question came, so nobody misses what they did themselves; one that lags, or
 * fails, is left out, and the primary answers.
 */
export async function readingReplica<T>(
  actor: Actor,
  work: (db: Reading) => Promise<T>,
): Promise<T> {
  const replicas = replicaPool()
  const client = replicas && (await takeFreshReplica<pg.PoolClient>(readPool(), replicas))
  if (!client) return reading(actor, work)
  try {
    return await ask(client, actor, work)
  } catch (error) {
    if (isReplicasFault(error)) return reading(actor, work)
    throw problemOf(error) ?? error
  }
}

async function ask<T>(
  client: pg.PoolClient,
  actor: Actor,
  work: (db: Reading) => Promise<T>,
): Promise<T> {
  let broken: Error | undefined
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settingsOf(actor)}`)
    const answer = await work({
      organizationId: actor.organizationId,
      rows: async (shape, text, values = []) =>
        z.array(shape).parse((await client.query({ text, values, types: pgTypes })).rows),
    })
    await client.query('COMMIT')
    return answer
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}
