import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { databaseUrls } from '#prisma/database-urls.ts'
import { startEmbedded } from '#prisma/embedded.ts'
import { ensureDatabase } from '#prisma/ensure-database.ts'
import { migrate } from '#prisma/migrate.ts'
import { readSecrets } from '#prisma/secrets.ts'

export type ProjectDatabase = {
  applied: string[]
  notice: string | null
  /** True when another run of ours, or one that was killed, had started it. */
  wasRunning: boolean
  /** Stops the embedded database; one of DATABASE_URL is not ours to stop. */
  stop: () => Promise<void>
}

/** Where a run keeps its database, its secrets and its logs. */
export const stateDirectory = resolve(process.env.ZHILE_STATE ?? '.zhile')

/** The walks begin with an empty database each time, and need not survive a crash. */
const isFresh = process.env.ZHILE_FRESH === 'yes'

/**
 * Brings up the database of DATABASE_URL, else the embedded one, migrates it, and completes the
 * environment from `secrets.json`, so that the commands find what server/env.ts asks for.
 */
export async function openProjectDatabase(): Promise<ProjectDatabase> {
  mkdirSync(stateDirectory, { recursive: true })
  const secrets = readSecrets(stateDirectory)
  const embedded = process.env.DATABASE_URL ? null : await startOwn(secrets.postgres)
  const ownerUrl = embedded
    ? await ensureDatabase(embedded.url, 'zhile', isFresh)
    : (process.env.DATABASE_URL ?? '')
  const urls = databaseUrls(ownerUrl, secrets, process.env)
  const applied = await migrate(urls)
  process.env.AUTH_SECRET ||= secrets.AUTH_SECRET
  process.env.PHONE_KEY ||= secrets.PHONE_KEY
  Object.assign(process.env, urls)
  return {
    applied,
    notice: embedded?.notice ?? null,
    wasRunning: embedded?.wasRunning ?? true,
    stop: async () => embedded?.stop(),
  }
}

function startOwn(password: string) {
  const port = Number(process.env.ZHILE_POSTGRES_PORT ?? 5433)
  return startEmbedded({
    state: stateDirectory,
    name: 'postgres',
    port,
    password,
    durable: !isFresh,
  })
}
