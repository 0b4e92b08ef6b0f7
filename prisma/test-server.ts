import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { workerNodes } from './cluster.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { readSecrets } from './secrets.ts'
import { dropTestDatabases, makeTemplate } from './test-databases.ts'

const state = fileURLToPath(new URL('../.zhile', import.meta.url))
const runLock = 7_453_002
const templateLock = 7_453_003

export type TestServer = {
  /** Superuser's connection to the server. */
  url: string
  /** Name of the migrated, empty database to clone. */
  template: string
  /** Whether the server is the coordinator of a Citus cluster. */
  isCluster: boolean
  /** Ends this run; the last of several runs stops the server. */
  release: () => Promise<void>
}

/** The Postgres of the tests: TEST_DATABASE_URL or DATABASE_URL, else an embedded one of its own. */
export async function startTestServer(): Promise<TestServer> {
  const named = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL
  const embedded = named ? null : await startOwn()
  const url = named ?? embedded?.url ?? ''
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Held by every run, so that the last one knows that it is the last.
  await client.query('SELECT pg_advisory_lock_shared($1)', [runLock])
  const template = await ensureTemplate(client, url)
  const isCluster = (await workerNodes(client)).length > 0
  return { url, template, isCluster, release: () => release(client, url, embedded, template) }
}

function startOwn(): Promise<Embedded> {
  return startEmbedded({
    state,
    name: 'test-postgres',
    port: Number(process.env.ZHILE_TEST_POSTGRES_PORT ?? 55433),
    password: readSecrets(state).postgres,
    durable: false,
  })
}

/** The template is named for what made it, so a changed migration makes a new one. */
async function ensureTemplate(client: pg.Client, url: string): Promise<string> {
  const template = `zhile_template_${migrationsHash()}`
  await client.query('SELECT pg_advisory_lock($1)', [templateLock])
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
  if (rowCount === 0) await makeTemplate(url, template)
  await client.query('SELECT pg_advisory_unlock($1)', [templateLock])
  return template
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['.', './migrations']) {
    const here = fileURLToPath(new URL(folder, import.meta.url))
    const files = readdirSync(here, { recursive: folder !== '.', encoding: 'utf8' })
    const matching = files.filter((file) =>
      /(migrate|roles|scale-out|test-databases)\.ts$|\.sql$/.test(file),
    )
    for (const file of matching.sort()) hash.update(readFileSync(`${here}/${file}`))
  }
  return hash.digest('hex').slice(0, 12)
}

async function release(
  client: pg.Client,
  url: string,
  embedded: Embedded | null,
  template: string,
): Promise<void> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [runLock])
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS last', [runLock])
  if (rows[0].last) await dropTestDatabases(url, template)
  await client.end()
  if (rows[0].last) await embedded?.stop()
}
