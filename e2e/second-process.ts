import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { databaseUrls, withDatabase } from '#prisma/database-urls.ts'
import { readSecrets } from '#prisma/secrets.ts'

const root = new URL('..', import.meta.url).pathname
const state = `${root}.zhile/e2e`

export type SecondProcess = { url: string; stop: () => Promise<void> }

/** Another app process and another worker, on the database of the walks: what a second machine would run. */
export async function startSecondProcess(appUrl: string, port: number): Promise<SecondProcess> {
  const secrets = readSecrets(state)
  const own = process.env.E2E_POSTGRES_PORT ?? '55443'
  const server = `postgres://postgres:${secrets.postgres}@127.0.0.1:${own}/postgres`
  const owner = process.env.E2E_DATABASE_URL || withDatabase(server, 'zhile')
  const env = {
    ...process.env,
    ...databaseUrls(owner, secrets),
    AUTH_SECRET: secrets.AUTH_SECRET,
    PHONE_KEY: secrets.PHONE_KEY,
    NODE_ENV: 'production' as const,
    APP_URL: appUrl,
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
    WEBHOOKS_TO_LOOPBACK: 'yes',
  }
  const start = (name: string, args: string[]) => {
    const output = openSync(`${state}/second-${name}.log`, 'w')
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', output, output],
    })
    return {
      stop: () =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null) return resolve()
          child.once('exit', () => resolve())
          child.kill('SIGTERM')
        }),
    }
  }
  const processes = [
    start('app', ['.next/standalone/server.js']),
    start('worker', ['--import', 'tsx', 'server/commands/worker.ts']),
  ]
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      for (const one of processes) await one.stop()
    },
  }
}
