import pg from 'pg'
import { type ZodType, z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { readPool } from './client.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'

/** A question's only tool: rows of a query, each checked against its shape. Raw SQL by pg, which answers eight times as fast as Prisma. */
export type Reading = {
  organizationId: string
  rows<T>(shape: ZodType<T>, sql: string, values?: unknown[]): Promise<T[]>
}

/** bigint arrives as BigInt and a date as a Date at midnight UTC, as they do through Prisma. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20) return (text: string) => BigInt(text)
    if (oid === 1082) return (text: string) => new Date(`${text}T00:00:00Z`)
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/** Asks in one read-only snapshot, bound to one organization, as zhile_app. */
export async function reading<T>(actor: Actor, work: (db: Reading) => Promise<T>): Promise<T> {
  const client = await readPool().connect()
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settingsOf(actor)}`)
    const answer = await work({
      organizationId: actor.organizationId,
      rows: async (shape, text, values = []) =>
        z.array(shape).parse((await client.query({ text, values, types })).rows),
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
