import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type BenchServer, benchDatabase, dropDatabase } from './bench-server.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { exchangeFolder } from './duckdb.ts'
import { percentile } from './percentiles.ts'
import type { Side } from './results.ts'

const DATABASE = 'bench_copy'
const CHUNKS = 40

/**
 * COPY of experiences and exposures as the superuser, day by day from files beside the server, into the same partitions with the
 * same keys and indexes, as durable as the import. Rows a second are experiences; their exposures go in within the same time.
 */
export async function measureCopy(
  server: BenchServer,
  from: StoredDataSet,
  rows: number,
  say: (line: string) => void,
): Promise<Side> {
  await dropDatabase(server, DATABASE)
  const urls = await benchDatabase(server, DATABASE)
  const source = await connect((await benchDatabase(server, from.database)).DATABASE_URL)
  const target = await connect(urls.DATABASE_URL)
  const { rows: places } = await source.query('SHOW data_directory')
  const folder = exchangeFolder(String(places[0]?.data_directory))
  const { rows: days } = await source.query<{ day: string }>(
    `SELECT day::text FROM (SELECT day, sum(experience_count) AS n FROM moment_days GROUP BY 1) d WHERE n > 0 ORDER BY 1`,
  )
  await target.query('SELECT ensure_partitions($1::date, $2::date)', [
    days[0]?.day,
    days.at(-1)?.day,
  ])
  // Some days out of all, in order, so that a small sample still meets every partition.
  const every = Math.max(1, Math.floor(days.length / CHUNKS))
  const rates: number[] = []
  let copied = 0
  let seconds = 0
  for (const { day } of days.filter((_, at) => at % every === 0)) {
    if (copied >= rows) break
    const taken = await copyDay({ source, target, folder, day })
    copied += taken.rows
    seconds += taken.seconds
    rates.push(taken.rows / taken.seconds)
  }
  await Promise.all([source.end(), target.end()])
  await dropDatabase(server, DATABASE)
  say(
    `COPY: ${copied} experiences with their exposures in ${seconds.toFixed(1)} s, ${Math.round(copied / seconds)} rows/s`,
  )
  return {
    what: `COPY of ${copied} rows`,
    unit: 'rows/s',
    median: copied / seconds,
    p95: percentile(rates, 0.05),
    samples: rates.length,
  }
}

async function copyDay(of: { source: pg.Client; target: pg.Client; folder: string; day: string }) {
  let rows = 0
  let seconds = 0
  for (const table of ['experiences', 'exposures']) {
    const file = join(of.folder, `${table}.copy`)
    const partition = `${table}_${of.day.slice(0, 7).replace('-', '')}`
    await of.source.query(
      `COPY (SELECT * FROM ${partition} WHERE episode_day = '${of.day}') TO '${file}'`,
    )
    const began = performance.now()
    const { rowCount } = await of.target.query(`COPY ${table} FROM '${file}'`)
    seconds += (performance.now() - began) / 1000
    if (table === 'experiences') rows = rowCount ?? 0
    rmSync(file)
  }
  return { rows, seconds }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: '-c TimeZone=UTC' })
  await client.connect()
  return client
}
