import { runMigrations as installJobQueue } from 'graphile-worker'
import pg from 'pg'
import { workerNodes } from './cluster.ts'
import type { DatabaseUrls } from './database-urls.ts'
import { ensureNodeRoles } from './node-roles.ts'
import { allowJobs, becomeOwner, ensureRoles } from './roles.ts'
import { applyMigrations, withSchemaEngine } from './schema-engine.ts'
import { StartError } from './start-error.ts'

const lock = 7_453_001

/**
 * Brings a database to the newest schema: roles, job queue, migrations. A second call changes nothing.
 *
 * `DATABASE_URL` is a superuser's, or that of the database's owner with CREATEROLE.
 *
 * @returns names of the migrations that were applied
 */
export async function migrate(urls: DatabaseUrls): Promise<string[]> {
  const owner = await connect(urls.DATABASE_URL)
  try {
    await checkServer(owner)
    // Two starts at once wait for each other here; the lock ends with the connection.
    await owner.query('SELECT pg_advisory_lock($1)', [lock])
    await ensureRoles(owner, urls)
    const nodes = await workerNodes(owner)
    if (nodes.length > 0) await ensureNodeRoles(owner, urls, nodes)
    await becomeOwner(owner)
    await installJobs(urls.DATABASE_URL)
    await allowJobs(owner)
    return await withSchemaEngine(urls.DATABASE_URL, applyMigrations)
  } finally {
    await owner.end()
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { host, pathname } = new URL(connectionString)
    const reason = error instanceof Error ? error.message || String(error) : String(error)
    throw new StartError(
      `No connection to the database ${pathname.slice(1)} at ${host}: ${reason}.\n` +
        'Check DATABASE_URL, that the server runs, and that the database exists (createdb).',
    )
  }
}

async function checkServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            current_setting('server_encoding') AS encoding,
            EXISTS (SELECT FROM pg_collation WHERE collname = 'zh-x-icu') AS sorts_chinese`,
  )
  const { version, encoding, sorts_chinese: sortsChinese } = rows[0]
  if (version < 15) throw new StartError(`Postgres ${version} is too old: Zhile needs 15 to 18.`)
  if (encoding !== 'UTF8') throw new StartError(`The database is ${encoding}; make it with UTF8.`)
  if (!sortsChinese) throw new StartError('This Postgres was built without ICU; Zhile needs it.')
}

async function installJobs(connectionString: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString, options: '-c role=zhile_owner', max: 2 })
  // graphile-worker warns of a pool that has no listeners of its own.
  pgPool.on('error', () => {}).on('connect', () => {})
  try {
    await installJobQueue({ pgPool, noPreparedStatements: true })
  } finally {
    await pgPool.end()
  }
}
