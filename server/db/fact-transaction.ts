import type pg from 'pg'
import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { factPool } from './client.ts'
import { pgTypes } from './pg-types.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'
import type { Tx } from './transaction.ts'

/** An open transaction on facts: raw SQL only. A Prisma transaction serves as one too. */
export type FactTx = Omit<Tx, 'prisma'>

/**
 * A transaction for facts, by plain pg as zhile_app: megabytes of parameters cross Prisma's client at half the speed
 * (docs/decisions/002). Settings, snapshot rules and refusals are those of `transaction`.
 *
 * @param options.timeoutMs  of each statement; 30 seconds unless told
 */
export async function factTransaction<T>(
  actor: Actor,
  work: (tx: FactTx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const client = await factPool().connect()
  let broken: Error | undefined
  try {
    const limit = options.timeoutMs
      ? `SET LOCAL statement_timeout = ${Math.round(options.timeoutMs)}; `
      : ''
    await client.query(`BEGIN; ${limit}${settingsOf(actor)}`)
    const answer = await work(factTxOf(actor, client))
    await client.query('COMMIT')
    return answer
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw problemOf(error) ?? error
  } finally {
    client.release(broken)
  }
}

function factTxOf(actor: Actor, client: pg.PoolClient): FactTx {
  return {
    organizationId: actor.organizationId,
    actor,
    rows: async (shape, text, values = []) =>
      z.array(shape).parse((await client.query({ text, values, types: pgTypes })).rows),
    execute: async (text, values = []) => (await client.query({ text, values })).rowCount ?? 0,
  }
}
