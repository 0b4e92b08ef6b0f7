import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { buildApp } from './bench/app-server.ts'
import { benchEnvironment, startBenchServer } from './bench/bench-server.ts'
import { withCopy } from './bench/copy-database.ts'
import { customerCount } from './bench/customers.ts'
import { findDataSet, makeDataSet } from './bench/data-set-store.ts'
import { END_WITH_PARENT, startProcess } from './bench/run-process.ts'
import { openJournal } from './soak/acknowledged.ts'
import type { CheckTold } from './soak/check-process.ts'
import { countLosses } from './soak/count-losses.ts'
import { keepRunning, killAgainAndAgain, makeFleet } from './soak/fleet.ts'
import { askReports, importFiles, type Load, sendBatches, tap } from './soak/load.ts'

// npm run soak -- --minutes 10: a mixed load on two apps and two workers, of which one is killed every few seconds; then nothing
// that was acknowledged may be lost, nothing may be there twice, and counts and audit chains must be whole.

const PORTS = [55_362, 55_363]

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    'kill-every': { type: 'string', default: '4' },
  },
})

function say(line: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
}

function startApp(urls: DatabaseUrls, port: number) {
  return spawn(process.execPath, ['--import', END_WITH_PARENT, '.next/standalone/server.js'], {
    env: {
      ...process.env,
      ...benchEnvironment(urls),
      PORT: String(port),
      HOSTNAME: '127.0.0.1',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

async function check(urls: DatabaseUrls, mode: 'key' | 'check'): Promise<CheckTold> {
  const child = startProcess('soak/check-process.ts', [mode], urls, 'ignore')
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`soak/check-process.ts ${mode} ended with code ${code}.`)
  })
  ended.catch(() => undefined)
  const [told] = await Promise.race([once(child, 'message'), ended])
  return told
}

async function soak(
  urls: DatabaseUrls,
  of: { lastDay: string; size: number; serverUrl: string },
): Promise<boolean> {
  const told = await check(urls, 'key')
  const until = Date.now() + Number(values.minutes) * 60_000
  const isOver = () => Date.now() >= until
  const fleet = makeFleet()
  const journal = openJournal(new Date().toISOString().slice(0, 19).replaceAll(':', ''))
  const load: Load = {
    urls,
    fleet,
    journal,
    customers: customerCount(of.size),
    apps: PORTS.map((port) => `http://localhost:${port}`),
    secret: 'secret' in told ? told.secret : '',
    lastDay: of.lastDay,
    isOver,
  }
  const services = [
    ...PORTS.map((port) => keepRunning('app', () => startApp(urls, port), { fleet, isOver })),
    ...[0, 1].map(() =>
      keepRunning('worker', () => startProcess('worker.ts', [], urls, 'silent'), { fleet, isOver }),
    ),
  ]
  await wait(5000)
  const work = [
    sendBatches(load),
    sendBatches(load),
    tap(load),
    importFiles(load),
    askReports(load),
  ]
  const killing = killAgainAndAgain({
    fleet,
    url: of.serverUrl,
    everyMs: Number(values['kill-every']) * 1000,
    isOver,
  })
  const telling = setInterval(() => say(JSON.stringify(counts())), 30_000)
  const counts = () =>
    Object.fromEntries(
      Object.entries(journal.counts()).map(([kind, { done, failed }]) => [
        kind,
        `${done} done, ${failed} failed`,
      ]),
    )

  const kills = await killing
  // What is under way may end; then everything is stopped, and what stands still is looked at.
  await wait(3000)
  for (const { child } of fleet.living()) child.kill('SIGKILL')
  await Promise.all([...services, ...work])
  clearInterval(telling)
  const lost = await countLosses(urls.DATABASE_URL, journal.all())
  const checked = await check(urls, 'check')
  const report = {
    minutes: Number(values.minutes),
    acknowledged: journal.all().length,
    ...lost,
    ...checked,
    kills,
    work: journal.counts(),
  }
  writeFileSync(journal.path.replace(/\.log$/, '.json'), `${JSON.stringify(report, null, 2)}\n`)
  console.log(JSON.stringify(report, null, 2))
  const isClean = 'differences' in checked && checked.differences === 0 && checked.breaks === 0
  return lost.losses === 0 && lost.duplicates === 0 && isClean && report.acknowledged > 0
}

buildApp()
const server = await startBenchServer('durable')
try {
  const dataSet =
    (await findDataSet(server, '50k', false)) ?? (await makeDataSet(server, '50k', say))
  const isRight = await withCopy(server, dataSet, (urls) =>
    soak(urls, { ...dataSet, serverUrl: server.url }),
  )
  say(isRight ? '✓ nothing lost, nothing twice, counts and chains whole' : '✗ see above')
  process.exitCode = isRight ? 0 : 1
} finally {
  await server.stop()
}
process.exit()
