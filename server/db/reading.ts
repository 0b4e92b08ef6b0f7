import { type ZodType, z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { readPool } from './client.ts'
import { pgTypes } from './pg-types.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'

/** A question's only tool: rows of a query, each checked against its shape. Raw SQL by pg, which answers eight times as fast as Prisma. */
export type Reading = {
  organizationId: string
  rows<T>(shape: ZodType<T>, sql: string, values?: unknown[]): Promise<T[]>
}

/** Asks in one read-only snapshot, bound to one organization, as zhile_app. */
export async function reading<T>(actor: Actor, work: (db: Reading) => Promise<T>): Promise<T> {
  const client = await readPool().connect()
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settingsOf(actor)}`)
    const answer = await work({
      organizationId: actor.organizationId,
      rows: async (shape, text, values = []) =>
        z.array(shape).parse((await client.query({ text, values, types: pgTypes })).rows),
    })
    await client.query('COMMIT')
    client.release()
    return answer
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
    throw problemOf(error) ?? error
  }
}
