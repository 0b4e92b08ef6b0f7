import { once } from 'node:events'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { type BenchServer, benchDatabase, dropDatabase } from './bench-server.ts'
import { customerCount } from './customers.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { exchangeFolder } from './duckdb.ts'
import type { ImportTold } from './import-process.ts'
import { measureCopy } from './measure-copy.ts'
import { percentile } from './percentiles.ts'
import type { Line, Side } from './results.ts'
import { startProcess } from './run-process.ts'

const DATABASE = 'bench_import'
/** More would only fill the disk: COPY gets no quicker with what is there already. */
const MOST_COPIED = 5_000_000
const TWENTY_MINUTES = 1200

/**
 * Writes experiences of a data set to CSV and imports them by the product into an empty business, without a trial; the process is
 * killed half-way, and another goes on. Beside it, COPY of such rows into the same tables.
 */
export async function measureImport(
  { server, from, rows }: { server: BenchServer; from: StoredDataSet; rows: number },
  say: (line: string) => void,
): Promise<Line[]> {
  const file = await writeCsv(server, from, rows, say)
  const copy = await measureCopy(server, from, Math.min(rows, MOST_COPIED), say)
  await dropDatabase(server, DATABASE)
  const urls = await benchDatabase(server, DATABASE)
  await run(urls, ['prepare', String(customerCount(from.size))])
  const { told, seconds, killedAt } = await importWithKill(urls, file, rows, say)
  const ours = sideOf(told, rows, seconds)
  const checked = await run(urls, ['verify'])
  const once = await isExactlyOnce(urls.DATABASE_URL, rows)
  const differences = checked.find(({ what }) => what === 'differences')?.count ?? -1
  const merging = checked.find(({ what }) => what === 'merge seconds')?.count ?? 0
  const whole = seconds + merging
  const forFifty = whole * (50_000_000 / rows)
  const ratio = ours.median / copy.median
  const peak = Math.max(...told.map(({ maxRssMegabytes }) => maxRssMegabytes))
  if (differences === 0 && once.isExact) {
    await dropDatabase(server, DATABASE)
    rmSync(file)
  }
  return [
    {
      name: `${rows} rows, killed at ${killedAt} and resumed`,
      kind: 'rate',
      ours,
      other: copy,
      ratio,
      goal: '≥ 0.5; exactly once; 50 M in 20 minutes',
      holds: ratio >= 0.5 && once.isExact && differences === 0 && forFifty < TWENTY_MINUTES,
      note: `${seconds.toFixed(0)} s and ${merging.toFixed(0)} s of merging, at this rate ${(forFifty / 60).toFixed(1)} minutes for 50 M; ${once.text}; ${differences} differences; peak ${peak.toFixed(0)} MB`,
    },
  ]
}

/** Once per data set and size; every line names a moment, a place and a customer as a business's own system would. */
async function writeCsv(
  server: BenchServer,
  from: StoredDataSet,
  rows: number,
  say: (line: string) => void,
): Promise<string> {
  const client = new pg.Client({
    connectionString: (await benchDatabase(server, from.database)).DATABASE_URL,
    options: '-c TimeZone=UTC',
  })
  await client.connect()
  const { rows: places } = await client.query('SHOW data_directory')
  const file = join(
    exchangeFolder(String(places[0]?.data_directory)),
    `${from.database}-${rows}-${from.lastDay}.csv`,
  )
  if (!existsSync(file)) {
    const began = performance.now()
    await client.query(
      `COPY (SELECT e.external_id AS id, c.external_id AS customer, to_char(e.occurred_at, 'YYYY-MM-DD HH24:MI:SS') AS time,
         m.code AS moment, l.name AS location, e.score, e.note, e.staff_ref AS staff
       FROM experiences e JOIN customers c ON c.id = e.customer_id LEFT JOIN moments m ON m.moment_no = e.moment_no
       LEFT JOIN locations l ON l.location_no = e.location_no LIMIT ${rows}) TO '${file}.draft' (FORMAT csv, HEADER)`,
    )
    renameSync(`${file}.draft`, file)
    say(`CSV of ${rows} rows in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  await client.end()
  return file
}

async function importWithKill(
  urls: DatabaseUrls,
  file: string,
  rows: number,
  say: (line: string) => void,
) {
  const first: ImportTold[] = []
  let seconds = await timed(
    urls,
    ['start', file],
    first,
    say,
    (told) => told.what === 'recording' && told.count >= rows / 3 && told.count < rows,
  )
  const killedAt = first.at(-1)?.count ?? 0
  const second: ImportTold[] = []
  const isOver = first.at(-1)?.what === 'end'
  if (!isOver) {
    const importId = await newestImport(urls.DATABASE_URL)
    say(`killed at ${killedAt}; ${importId} goes on`)
    seconds += await timed(urls, ['resume', importId], second, say, () => false)
  }
  return { told: [...first, ...second], seconds, killedAt }
}

/** Seconds from the start of the work to its end, or to the kill. */
async function timed(
  urls: DatabaseUrls,
  args: string[],
  told: ImportTold[],
  say: (line: string) => void,
  killWhen: (told: ImportTold) => boolean,
): Promise<number> {
  const child = startProcess('bench/import-process.ts', args, urls, 'ignore')
  let said = 0
  let isKilled = false
  child.on('message', (message: ImportTold) => {
    told.push(message)
    if (message.at - said > 10_000) {
      said = message.at
      say(`${message.what} ${message.count}`)
    }
    if (killWhen(message)) isKilled = child.kill('SIGKILL')
  })
  const [code] = await once(child, 'exit')
  if (!isKilled && code !== 0) throw new Error(`The import ended with code ${code}.`)
  return ((told.at(-1)?.at ?? 0) - (told[0]?.at ?? 0)) / 1000
}

async function run(urls: DatabaseUrls, args: string[]): Promise<ImportTold[]> {
  const told: ImportTold[] = []
  await timed(
    urls,
    args,
    told,
    () => undefined,
    () => false,
  )
  return told
}

/** The rate of the whole; p95 is of the stretches between two messages while recording. */
function sideOf(told: ImportTold[], rows: number, seconds: number): Side {
  const recording = told.filter(({ what }) => what === 'recording')
  const rates = recording.flatMap(({ count, at }, index) => {
    const before = recording[index - 1]
    return before && count > before.count
      ? [((count - before.count) * 1000) / (at - before.at)]
      : []
  })
  return {
    what: 'import',
    unit: 'rows/s',
    median: rows / seconds,
    p95: percentile(rates, 0.05),
    samples: rates.length,
  }
}

async function newestImport(url: string): Promise<string> {
  const { rows } = await askOnce(url, 'SELECT id FROM imports ORDER BY created_at DESC LIMIT 1')
  return String(rows[0]?.id)
}

async function isExactlyOnce(
  url: string,
  rows: number,
): Promise<{ isExact: boolean; text: string }> {
  const { rows: found } = await askOnce(
    url,
    'SELECT count(*)::int AS count, count(DISTINCT id)::int AS ids FROM experiences',
  )
  const { count, ids } = found[0] ?? {}
  return { isExact: count === rows && ids === rows, text: `${count} rows, ${ids} ids of ${rows}` }
}

async function askOnce(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const answer = await client.query(sql)
  await client.end()
  return answer
}
