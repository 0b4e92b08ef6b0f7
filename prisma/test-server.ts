import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { databaseUrls, withDatabase } from './database-urls.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { readSecrets } from './secrets.ts'

const state = fileURLToPath(new URL('../.zhile', import.meta.url))
const runLock = 7_453_002
const templateLock = 7_453_003

export type TestServer = {
  /** Superuser's connection to the server. */
  url: string
  /** Name of the migrated, empty database to clone. */
  template: string
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
  return { url, template, release: () => release(client, embedded, template) }
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
  if (rowCount === 0) {
    const draft = `${template}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8'`)
    await migrate(databaseUrls(withDatabase(url, draft), readSecrets(state), process.env))
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  }
  await client.query('SELECT pg_advisory_unlock($1)', [templateLock])
  return template
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['.', './migrations']) {
    const here = fileURLToPath(new URL(folder, import.meta.url))
    const files = readdirSync(here, { recursive: folder !== '.', encoding: 'utf8' })
    const matching = files.filter((file) => /(migrate|roles)\.ts$|\.sql$/.test(file))
    for (const file of matching.sort()) hash.update(readFileSync(`${here}/${file}`))
  }
  return hash.digest('hex').slice(0, 12)
}

async function release(client: pg.Client, embedded: Embedded | null, template: string) {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [runLock])
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS last', [runLock])
  if (rows[0].last) {
    const left = await client.query(
      `SELECT datname FROM pg_database
        WHERE datname ~ '^zhile_(test|template)_' AND datname <> $1`,
      [template],
    )
    for (const { datname } of left.rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  }
  await client.end()
  if (rows[0].last) await embedded?.stop()
}
