import { z } from 'zod'
import { workerPool } from './client.ts'

const Doubt = z.object({ has_doubt: z.boolean() })
const Month = z.object({ month: z.string().nullable() })
const Held = z.object({ held: z.coerce.number() })

/** Whether the last look at the counts found something wrong: then nothing may be taken away that could say what is right. */
export async function hasRollupAlarm(): Promise<boolean> {
  const { rows } = await workerPool().query(
    `SELECT EXISTS (SELECT FROM alarms WHERE kind = 'rollup-differs') AS has_doubt`,
  )
  return Doubt.parse(rows[0]).has_doubt
}

/**
 * Moves the oldest month of experiences that ends before a day out of the live table, with its checksums, in one transaction.
 * @returns the month, as '2023-05-01', and how many experiences it held; null where there is none
 */
export async function archiveOldestMonth(
  before: Date,
): Promise<{ month: string; held: number } | null> {
  const client = await workerPool().connect()
  try {
    await client.query('BEGIN; SET LOCAL statement_timeout = 0')
    const oldest = await client.query('SELECT oldest_month($1::date)::text AS month', [
      before.toISOString(),
    ])
    const { month } = Month.parse(oldest.rows[0])
    const archived =
      month === null ? null : await client.query('SELECT archive_month($1::date) AS held', [month])
    await client.query('COMMIT')
    client.release()
    return month === null ? null : { month, held: Held.parse(archived?.rows[0]).held }
  } catch (error) {
    client.release(true)
    throw error
  }
}
