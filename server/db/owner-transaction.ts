import { type ZodType, z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { ownerPool } from './client.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'

/** One open transaction as the owner of the tables, whom no policy stops. */
export type OwnerTx = {
  rows<T>(shape: ZodType<T>, sql: string, values?: unknown[]): Promise<T[]>
  execute(sql: string, values?: unknown[]): Promise<number>
}

/**
 * For the few acts that the application's role may not do: making an organization, and whatever is only for samples.
 * Commands perform them, never a request.
 */
export async function ownerTransaction<T>(
  actor: Actor,
  work: (tx: OwnerTx) => Promise<T>,
): Promise<T> {
  const client = await ownerPool().connect()
  try {
    await client.query(`BEGIN; ${settingsOf(actor)}`)
    const answer = await work({
      rows: async (shape, sql, values = []) =>
        z.array(shape).parse((await client.query(sql, values)).rows),
      execute: async (sql, values = []) => (await client.query(sql, values)).rowCount ?? 0,
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
