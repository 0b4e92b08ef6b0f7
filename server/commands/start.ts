import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { databaseUrls } from '#prisma/database-urls.ts'
import { startEmbedded } from '#prisma/embedded.ts'
import { ensureDatabase } from '#prisma/ensure-database.ts'
import { isEmpty } from '#prisma/is-empty.ts'
import { migrate } from '#prisma/migrate.ts'
import { isPortFree } from '#prisma/ports.ts'
import { processCommand } from '#prisma/process-command.ts'
import { readSecrets } from '#prisma/secrets.ts'
import { sampleSignIns } from '#prisma/seed/sample-sign-ins.ts'
import { seedSampleBusiness } from '#prisma/seed/seed-sample-business.ts'
import { StartError } from '#prisma/start-error.ts'
import { startService } from './service.ts'

// Second half of `npm run demo`: database, migrations, sample business, app and worker.

const state = resolve('.zhile')
const record = join(state, 'demo.json')
const port = Number(process.env.PORT ?? 3000)
const url = process.env.APP_URL ?? `http://localhost:${port}`
const undo: (() => Promise<void> | void)[] = []

async function start(): Promise<void> {
  mkdirSync(state, { recursive: true })
  await refuseSecondRun()
  writeFileSync(record, JSON.stringify({ pid: process.pid, url }))
  undo.push(() => rmSync(record, { force: true }))

  const secrets = readSecrets(state)
  const owner = process.env.DATABASE_URL ?? (await ownDatabase(secrets.postgres))
  const urls = databaseUrls(owner, secrets, process.env)
  const applied = await migrate(urls)
  if (applied.length > 0) say(`Database migrated: ${applied.join(', ')}`)
  process.env.AUTH_SECRET ??= secrets.AUTH_SECRET
  process.env.PHONE_KEY ??= secrets.PHONE_KEY
  Object.assign(process.env, urls, { APP_URL: url })

  if (await isEmpty(urls.DATABASE_URL)) {
    say('Making the sample business (once, about a minute)')
    await seedSampleBusiness({ today: new Date(), scale: 1 })
  }
  const app = startService('app', ['.next/standalone/server.js'], {
    PORT: String(port),
    HOSTNAME: process.env.HOST ?? '127.0.0.1',
  })
  undo.push(app.stop)
  const worker = startService('worker', ['--import', 'tsx', 'server/commands/worker.ts'], {})
  undo.push(worker.stop)
  const ended = Promise.race([app.ended, worker.ended])
  await Promise.race([ended, untilHealthy()])
  printSignIns()
  await ended
}

function printSignIns(): void {
  const lines = sampleSignIns.map(({ role, email, password }) => {
    return `    ${role.padEnd(10)} ${email.padEnd(26)} ${password}`
  })
  console.log(
    `\n  Zhile is at ${url}\n\n  Sign in to the sample business as\n${lines.join('\n')}\n`,
  )
  console.log('  Ctrl+C stops it; the data stays.\n')
}

/** One demo per folder, and only on a free port. A run that is just ending is waited for. */
async function refuseSecondRun(): Promise<void> {
  const other = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : null
  for (let tries = 0; other && processCommand(other.pid).includes('start.ts'); tries++) {
    if (tries === 20) {
      throw new StartError(
        `Zhile already runs here, at ${other.url} (process ${other.pid}).\n` +
          `To start it anew, stop that one first: kill ${other.pid}`,
      )
    }
    await wait(300)
  }
  if (await isPortFree(port)) return
  throw new StartError(
    `Port ${port} is taken by another program.\n` +
      `Stop that one, or name another port: PORT=${port + 1} npm run demo`,
  )
}

async function ownDatabase(password: string): Promise<string> {
  const embedded = await startEmbedded({
    state,
    name: 'postgres',
    port: Number(process.env.ZHILE_POSTGRES_PORT ?? 5433),
    password,
    durable: true,
  })
  undo.push(embedded.stop)
  if (embedded.notice) say(embedded.notice)
  return ensureDatabase(embedded.url, 'zhile')
}

async function untilHealthy(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return
    await wait(200)
  }
  throw new StartError(`The app did not answer within a minute; see ${join(state, 'app.log')}.`)
}

async function finish(error?: unknown): Promise<void> {
  process.exitCode = error === undefined ? 0 : 1
  if (error instanceof StartError) console.error(`\n✗ ${error.message}\n`)
  else if (error !== undefined) console.error(error)
  for (const step of undo.splice(0).reverse()) await step()
  process.exit()
}

function say(line: string): void {
  console.log(`▸ ${line}`)
}

let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  // The same signal often comes twice, from the terminal and from npm.
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    say('Stopping')
    void finish()
  })
}
start().catch(finish)
