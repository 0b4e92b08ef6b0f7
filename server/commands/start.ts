import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isPortFree } from '#prisma/ports.ts'
import { processCommand } from '#prisma/process-command.ts'
import { sampleSignIns } from '#prisma/seed/sample-sign-ins.ts'
import { seedSampleBusiness } from '#prisma/seed/seed-sample-business.ts'
import { StartError } from '#prisma/start-error.ts'
import { closeDatabase } from '#server/db/client.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import { openProjectDatabase, stateDirectory } from './project-database.ts'
import { startService } from './service.ts'

// Second half of `npm run demo`: database, migrations, sample business, app and worker.

const record = join(stateDirectory, 'demo.json')
const port = Number(process.env.PORT ?? 3000)
const url = process.env.APP_URL ?? `http://localhost:${port}`
const undo: (() => Promise<void> | void)[] = []

async function start(): Promise<void> {
  await refuseSecondRun()
  process.env.APP_URL = url
  const database = await openProjectDatabase()
  undo.push(database.stop)
  writeFileSync(record, JSON.stringify({ pid: process.pid, url }))
  undo.push(() => rmSync(record, { force: true }))
  if (database.notice) say(database.notice)
  if (database.applied.length > 0) say(`Database migrated: ${database.applied.join(', ')}`)
  await seed()

  // Batches and imports make thousands of objects that live for one piece: with room for them few are copied to the old ones, and those are
  // cleared before the process grows beyond what a small machine has.
  const memory = ['--max-old-space-size=448', '--max-semi-space-size=32']
  const longUploads = new URL('long-uploads.mjs', import.meta.url).href
  const app = startService(
    'app',
    [...memory, '--import', longUploads, '.next/standalone/server.js'],
    {
      PORT: String(port),
      HOSTNAME: process.env.HOST ?? '127.0.0.1',
    },
  )
  undo.push(app.stop)
  const workerArguments = [...memory, '--import', 'tsx']
  const worker = startService('worker', [...workerArguments, 'server/commands/worker.ts'], {})
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

/** Into an empty database, or again where a run was killed while it made the sample. */
async function seed(): Promise<void> {
  const unfinished = join(stateDirectory, 'unfinished-sample')
  const isEmpty = (await allOrganizations()).length === 0
  if (isEmpty || existsSync(unfinished)) {
    say('Making the sample business (once, about a minute)')
    writeFileSync(unfinished, '')
    await seedSampleBusiness({ today: new Date(), scale: Number(process.env.ZHILE_SAMPLE ?? 1) })
    rmSync(unfinished)
  }
  await closeDatabase()
}

async function untilHealthy(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return
    await wait(200)
  }
  throw new StartError(
    `The app did not answer within a minute; see ${join(stateDirectory, 'app.log')}.`,
  )
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
