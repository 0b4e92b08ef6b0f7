import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { type DatabaseUrls, databaseUrls } from '#prisma/database-urls.ts'
import { startEmbedded } from '#prisma/embedded.ts'
import { ensureDatabase } from '#prisma/ensure-database.ts'
import { migrate } from '#prisma/migrate.ts'
import { readSecrets } from '#prisma/secrets.ts'

/** Everything of the bench lies here, apart from the project's own state. */
export const BENCH_STATE = resolve('.zhile/bench')

export type BenchServer = { url: string; stop: () => Promise<void> }

/**
 * Starts the bench's own Postgres. To measure it is as durable as in production; to load it need not survive a power cut, since
 * a data set that was not finished is made on.
 */
export async function startBenchServer(mode: 'loading' | 'durable'): Promise<BenchServer> {
  mkdirSync(BENCH_STATE, { recursive: true })
  const options = {
    state: BENCH_STATE,
    name: 'postgres',
    port: Number(process.env.BENCH_POSTGRES_PORT ?? 55_360),
    password: readSecrets(BENCH_STATE).postgres,
    durable: mode === 'durable',
  }
  const server = await startEmbedded(options)
  if (!server.wasRunning || (await isDurable(server.url)) === options.durable) return server
  await server.stop()
  return startEmbedded(options)
}

async function isDurable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('SHOW fsync')
  await client.end()
  return rows[0]?.fsync === 'on'
}

/** Makes a database of the bench, or finds it, and brings it to the newest schema. */
export async function benchDatabase(server: BenchServer, name: string): Promise<DatabaseUrls> {
  const url = await ensureDatabase(server.url, name, false)
  const urls = databaseUrls(url, readSecrets(BENCH_STATE))
  await migrate(urls)
  return urls
}

/** Drops a database of the bench, whoever is connected. */
export async function dropDatabase(server: BenchServer, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
  await client.end()
}

/** The environment of a process that works on a database of the bench. */
export function benchEnvironment(urls: DatabaseUrls): Record<string, string> {
  const secrets = readSecrets(BENCH_STATE)
  return {
    ...urls,
    NODE_ENV: 'production',
    AUTH_SECRET: secrets.AUTH_SECRET,
    PHONE_KEY: secrets.PHONE_KEY,
    APP_URL: 'http://localhost:55361',
    API_ITEMS_PER_MINUTE: '1000000000',
    LOG_LEVEL: 'warn',
  }
}
