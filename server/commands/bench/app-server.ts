import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { BENCH_STATE, benchEnvironment } from './bench-server.ts'
import { END_WITH_PARENT } from './run-process.ts'

export type AppServer = {
  url: string
  child: ChildProcess
  /** The most memory that the process has held so far. */
  peakMegabytes: () => number
  stop: () => Promise<void>
}

/** Builds the app where a source has changed; BENCH_BUILD=no takes the one that is there. */
export function buildApp(): void {
  if (process.env.BENCH_BUILD === 'no') return
  const script = `import { ensureBuilt } from './server/commands/build.mjs'; process.exit(ensureBuilt() ? 0 : 1)`
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The app could not be built.')
}

/** Starts the built app on a database of the bench, as production runs it. */
export async function startApp(urls: DatabaseUrls, port: number): Promise<AppServer> {
  const output = openSync(join(BENCH_STATE, `app-${port}.log`), 'w')
  const child = spawn(
    process.execPath,
    // As start.ts starts it.
    [
      '--max-old-space-size=448',
      '--max-semi-space-size=32',
      '--import',
      END_WITH_PARENT,
      '.next/standalone/server.js',
    ],
    {
      env: { ...process.env, ...benchEnvironment(urls), PORT: String(port), HOSTNAME: '127.0.0.1' },
      stdio: ['ignore', output, output, 'ipc'],
    },
  )
  const url = `http://localhost:${port}`
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok)
      return { url, child, peakMegabytes: () => peakOf(child), stop: () => stop(child) }
    if (child.exitCode !== null) break
    await wait(200)
  }
  await stop(child)
  throw new Error(`The app did not start; see ${join(BENCH_STATE, `app-${port}.log`)}.`)
}

function peakOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exit
  clearTimeout(patience)
}
