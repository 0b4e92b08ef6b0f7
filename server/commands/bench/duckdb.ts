import { chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { BENCH_STATE } from './bench-server.ts'
import type { FactAsker } from './measure-charts.ts'

/** The columns that the charts' questions need, and some more, as an analyst would have taken them out. */
const EXPORTS = {
  exposures:
    'customer_id, episode_day, moment_no, location_no, exposed_at, shared_at, share_channel, complained_at, complaint_channel',
  experiences: 'customer_id, occurred_at, episode_day, moment_no, location_no, score',
} as const

/** DuckDB on Parquet files of the same rows. The files are written once, month by month, and kept. */
export async function openDuckdb(
  of: { url: string; label: string; runs: number },
  say: (line: string) => void,
): Promise<FactAsker & { close: () => Promise<void> }> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const folder = join(BENCH_STATE, 'parquet', of.label)
  mkdirSync(folder, { recursive: true })
  await exportAll(of.url, folder, (sql) => connection.run(sql), say)
  for (const table of Object.keys(EXPORTS))
    await connection.run(
      `CREATE VIEW ${table} AS SELECT * FROM read_parquet('${folder}/${table}_*.parquet')`,
    )
  return {
    what: 'DuckDB on Parquet',
    runs: of.runs,
    ask: async (sql, [from, until]) => {
      let rows = 0
      for (const text of sql) {
        const bound = text.replaceAll('$1', `'${from}'`).replaceAll('$2', `'${until}'`)
        rows += (await connection.runAndReadAll(bound)).getRows().length
      }
      return rows
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function exportAll(
  url: string,
  folder: string,
  run: (sql: string) => Promise<unknown>,
  say: (line: string) => void,
) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  const { rows: places } = await client.query('SHOW data_directory')
  const exchange = exchangeFolder(String(places[0]?.data_directory))
  const { rows } = await client.query<{ child: string; parent: keyof typeof EXPORTS }>(
    `SELECT inhrelid::regclass::text AS child, inhparent::regclass::text AS parent FROM pg_inherits
     WHERE inhparent IN ('experiences'::regclass, 'exposures'::regclass) ORDER BY 1`,
  )
  for (const { child, parent } of rows) {
    const target = join(folder, `${child}.parquet`)
    if (existsSync(target)) continue
    const file = join(exchange, `${child}.csv`)
    const { rowCount } = await client.query(
      `COPY (SELECT ${EXPORTS[parent]} FROM ${child}) TO '${file}' (FORMAT csv, HEADER)`,
    )
    if (rowCount && rowCount > 0) {
      const read = `read_csv('${file}', header = true, all_varchar = true, nullstr = '')`
      await run(
        `COPY (SELECT ${typed(EXPORTS[parent])} FROM ${read}) TO '${target}.draft' (FORMAT parquet)`,
      )
      renameSync(`${target}.draft`, target)
      say(`${child}: ${rowCount} rows to Parquet`)
    }
    rmSync(file, { force: true })
  }
  await client.end()
}

/** CSV says nothing of types; the Parquet files have those of the tables. */
function typed(columns: string): string {
  const typeOf = (name: string) =>
    /_at$/.test(name)
      ? 'TIMESTAMPTZ'
      : /_day$/.test(name)
        ? 'DATE'
        : /_no$|^score$/.test(name)
          ? 'SMALLINT'
          : /_id$/.test(name)
            ? 'UUID'
            : 'VARCHAR'
  return columns
    .split(', ')
    .map((name) => `CAST(${name} AS ${typeOf(name)}) AS ${name}`)
    .join(', ')
}

/** A folder beside the data that the server may write into and we may read. */
export function exchangeFolder(dataDirectory: string): string {
  const folder = join(dirname(dataDirectory), 'exchange')
  mkdirSync(folder, { recursive: true })
  const { uid, gid } = statSync(dataDirectory)
  if (process.getuid?.() === 0) chownSync(folder, uid, gid)
  return folder
}
