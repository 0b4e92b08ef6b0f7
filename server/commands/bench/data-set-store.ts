import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { addDays } from '#server/domain/period.ts'
import { type BenchServer, benchDatabase, dropDatabase } from './bench-server.ts'
import { openOwner } from './open-owner.ts'
import { runProcess } from './run-process.ts'

/** What makes a data set, apart from the migrations. */
const GENERATOR = [
  'calendar',
  'customers',
  'scaffold',
  'fact-sql',
  'load-months',
  'set-marks',
  'referrals',
  'money',
  'people',
  'build-data-set',
]

/** A finished data set and the day that counts as today for whoever asks it. */
export type StoredDataSet = {
  label: string
  size: number
  database: string
  lastDay: string
  buildSeconds: number
}

/** '50k', '5M' or a plain number, as a number of experiences. */
export function sizeOf(label: string): number {
  const [, digits, unit] = /^(\d+)([kM]?)$/.exec(label) ?? []
  if (!digits) throw new Error(`“${label}” is no size; say 50k, 5M or 50M.`)
  return Number(digits) * (unit === 'M' ? 1_000_000 : unit === 'k' ? 1000 : 1)
}

function databaseOf(label: string): string {
  return `bench_${label.toLowerCase()}`
}

/**
 * The finished data set of this generator and these migrations, or null. `keeps` takes one of an older generator or older
 * migrations too: those that are missing are applied to it.
 */
export async function findDataSet(
  server: BenchServer,
  label: string,
  keeps: boolean,
): Promise<StoredDataSet | null> {
  const comment = await commentOf(server, databaseOf(label))
  if (!comment) return null
  const marker: StoredDataSet & { fingerprint: string } = JSON.parse(comment)
  return keeps || marker.fingerprint === fingerprint() ? marker : null
}

/** Makes a data set, or goes on where a killed run was. One of another generator or other migrations is dropped first. */
export async function makeDataSet(
  server: BenchServer,
  label: string,
  say: (line: string) => void,
): Promise<StoredDataSet> {
  const database = databaseOf(label)
  const began = performance.now()
  if (await isOutdated(server, database)) await dropDatabase(server, database)
  const urls = await benchDatabase(server, database)
  const lastDay = await dayOfMaking(urls.DATABASE_URL)
  const size = sizeOf(label)
  await runProcess('bench/build-process.ts', [String(size), lastDay], urls, say)
  const marker = {
    label,
    size,
    database,
    lastDay,
    buildSeconds: (performance.now() - began) / 1000,
  }
  await comment(server, database, JSON.stringify({ ...marker, fingerprint: fingerprint() }))
  return marker
}

/** Kept in the database from the first start on, so that a run that goes on after midnight makes the same facts. */
async function dayOfMaking(url: string): Promise<string> {
  const owner = await openOwner(url)
  await owner.query(
    'SET ROLE NONE; CREATE SCHEMA IF NOT EXISTS bench AUTHORIZATION zhile_owner; SET ROLE zhile_owner',
  )
  await owner.query(
    'CREATE TABLE IF NOT EXISTS bench.making (fingerprint text PRIMARY KEY, last_day text NOT NULL)',
  )
  await owner.query(
    'INSERT INTO bench.making SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM bench.making)',
    [fingerprint(), addDays(new Date().toISOString().slice(0, 10), -1)],
  )
  const { rows } = await owner.query<{ last_day: string }>('SELECT last_day FROM bench.making')
  await owner.end()
  return rows[0]?.last_day ?? ''
}

async function isOutdated(server: BenchServer, database: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: new URL(`/${database}`, server.url).href })
  try {
    await client.connect()
    const { rows } = await client.query('SELECT fingerprint FROM bench.making')
    return rows[0]?.fingerprint !== fingerprint()
  } catch (error) {
    // No such database, schema or table: nothing was begun. Any other failure must not cost a data set.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['3D000', '3F000', '42P01'].includes(code)) return true
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of GENERATOR) hash.update(readFileSync(new URL(`${name}.ts`, import.meta.url)))
  const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
  const files = readdirSync(migrations, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.sql'),
  )
  for (const file of files.sort()) hash.update(readFileSync(`${migrations}/${file}`))
  return hash.digest('hex').slice(0, 16)
}

async function commentOf(server: BenchServer, database: string): Promise<string | null> {
  const { rows } = await ask(
    server,
    `SELECT shobj_description(oid, 'pg_database') AS text FROM pg_database WHERE datname = $1`,
    [database],
  )
  return rows[0]?.text ?? null
}

async function comment(server: BenchServer, database: string, text: string): Promise<void> {
  await ask(
    server,
    `COMMENT ON DATABASE ${pg.escapeIdentifier(database)} IS ${pg.escapeLiteral(text)}`,
  )
}

async function ask(server: BenchServer, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const answer = await client.query(sql, values)
  await client.end()
  return answer
}
