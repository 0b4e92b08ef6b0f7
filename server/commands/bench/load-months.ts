import type pg from 'pg'
import { type BenchDay, byMonth } from './calendar.ts'
import { type FactWorld, insertDay } from './fact-sql.ts'
import { openOwner } from './open-owner.ts'
import { once } from './scaffold.ts'

type Loading = { url: string; world: FactWorld; days: BenchDay[]; say: (line: string) => void }

/**
 * Loads the facts month by month over two connections: a month's partitions are taken off, filled without keys and indexes, get
 * these, and are put back, in one transaction. What a killed run had finished stays.
 */
export async function loadMonths(
  owner: pg.Client,
  { url, world, days, say }: Loading,
): Promise<void> {
  const months = byMonth(days)
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  await owner.query('SELECT ensure_partitions($1::date, $2::date)', [first, last])
  const waiting = [...months]
  const work = async () => {
    const client = await openOwner(url)
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [month, ofMonth] = next
      await once(client, `month ${month}`, say, () => loadMonth(client, world, month, ofMonth))
    }
    await client.end()
  }
  await takeOff(owner, [...months.keys()])
  await Promise.all([work(), work()])
}

const PARENTS = ['experiences', 'exposures']

/** Keeps the bounds in `bench.partitions`, since a partition that is taken off has forgotten them. */
async function takeOff(owner: pg.Client, months: string[]): Promise<void> {
  await owner.query(
    'CREATE TABLE IF NOT EXISTS bench.partitions (child text PRIMARY KEY, bounds text NOT NULL)',
  )
  const children = months.flatMap((month) =>
    PARENTS.map((parent) => ({ parent, child: `${parent}_${month.replace('-', '')}` })),
  )
  await owner.query('BEGIN')
  for (const { parent, child } of children) {
    const { rows } = await owner.query(
      `INSERT INTO bench.partitions
       SELECT $1::text, pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = $1::text::regclass AND relispartition
         AND NOT EXISTS (SELECT FROM bench.steps WHERE name = $2)
       ON CONFLICT (child) DO UPDATE SET bounds = excluded.bounds RETURNING child`,
      [child, `month ${child.slice(-6, -2)}-${child.slice(-2)}`],
    )
    if (rows.length > 0) await owner.query(`ALTER TABLE ${parent} DETACH PARTITION ${child}`)
  }
  await owner.query('COMMIT')
}

async function loadMonth(
  client: pg.Client,
  world: FactWorld,
  month: string,
  days: BenchDay[],
): Promise<void> {
  const suffix = month.replace('-', '')
  await client.query('BEGIN')
  const indexes: string[] = []
  for (const parent of PARENTS) indexes.push(...(await dropIndexes(client, `${parent}_${suffix}`)))
  for (const day of days) await client.query(insertDay(world, month, day))
  for (const statement of indexes) await client.query(statement)
  for (const parent of PARENTS) {
    const child = `${parent}_${suffix}`
    const { rows } = await client.query('SELECT bounds FROM bench.partitions WHERE child = $1', [
      child,
    ])
    await client.query(`ALTER TABLE ${parent} ATTACH PARTITION ${child} ${rows[0]?.bounds}`)
  }
  await client.query('COMMIT')
}

/** Drops keys and indexes, whatever the migrations have made, and answers with the statements that make them again. */
async function dropIndexes(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT i.indexrelid::regclass::text AS name, c.conname AS key,
       coalesce('ALTER TABLE ${table} ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid),
         pg_get_indexdef(i.indexrelid)) AS statement
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
     WHERE i.indrelid = $1::regclass ORDER BY i.indisprimary DESC, 1`,
    [table],
  )
  for (const { name, key } of rows)
    await client.query(key ? `ALTER TABLE ${table} DROP CONSTRAINT ${key}` : `DROP INDEX ${name}`)
  return rows.map(({ statement }) => String(statement))
}
