import { once } from 'node:events'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { type AppServer, buildApp, startApp } from './app-server.ts'
import type { BenchServer } from './bench-server.ts'
import { withCopy } from './copy-database.ts'
import { customerCount } from './customers.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { BATCH } from './fact-batches.ts'
import { percentile } from './percentiles.ts'
import type { Line, Side } from './results.ts'
import { startProcess } from './run-process.ts'
import type { SendTold } from './send-process.ts'

const PORT = 55_361
const ROUNDS = 3
const BATCHES = 160

/** Batches of a thousand over eight connections into the built app, by turns with the same rows by bare unnest. */
export async function measureRest(
  server: BenchServer,
  small: StoredDataSet,
  say: (line: string) => void,
): Promise<Line[]> {
  buildApp()
  return withCopy(server, small, async (urls) => {
    const app = await startApp(urls, PORT)
    const sides: { rest: SendTold[]; unnest: SendTold[] } = { rest: [], unnest: [] }
    try {
      // The first batches meet an app that has compiled nothing yet.
      await send(urls, 'rest', app, 24, small)
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const mode of ['rest', 'unnest'] as const) {
          const told = await send(urls, mode, app, BATCHES, small)
          sides[mode].push(told)
          say(
            `${mode}: ${Math.round(told.rows / told.seconds)} rows/s${told.errors > 0 ? `, ${told.errors} batches failed` : ''}`,
          )
        }
      }
    } finally {
      await app.stop()
    }
    const [ours, other] = [rateOf('REST', sides.rest), rateOf('unnest by pg', sides.unnest)]
    const ratio = ours.median / other.median
    const errors = sides.rest.reduce((sum, told) => sum + told.errors, 0)
    return [
      {
        name: 'batches of 1 000, 8 connections',
        kind: 'rate',
        ours,
        other,
        ratio,
        goal: '≥ 0.7',
        holds: ratio >= 0.7 && errors === 0,
        note: `${errors} batches failed`,
      },
    ]
  })
}

/** Memory of the app while batches come in and pages are opened, and the script that the first page loads. */
export async function measureApp(
  server: BenchServer,
  from: StoredDataSet,
  say: (line: string) => void,
): Promise<Line[]> {
  buildApp()
  return withCopy(server, from, async (urls) => {
    const app = await startApp(urls, PORT)
    try {
      const told = await send(urls, 'pages', app, BATCHES, from)
      const peak = app.peakMegabytes()
      const script = told.script ?? { signIn: Number.NaN, impact: Number.NaN }
      say(
        `peak ${peak.toFixed(0)} MB, script ${script.signIn.toFixed(0)} and ${script.impact.toFixed(0)} kB, ${told.pages} pages beside ${told.rows} rows`,
      )
      return [
        {
          name: 'peak memory of the app',
          kind: 'memory',
          ours: amount('peak', 'MB', peak),
          other: null,
          ratio: null,
          goal: '≤ 600 MB',
          holds: peak <= 600,
          note: `${told.rows} rows by REST over 8 connections and ${told.pages} pages in ${told.seconds.toFixed(0)} s`,
        },
        scriptLine('script of a first page load (sign-in), compressed', script.signIn),
        scriptLine('script of Impact with an empty cache, compressed', script.impact),
      ]
    } finally {
      await app.stop()
    }
  })
}

function scriptLine(name: string, kilobytes: number): Line {
  return {
    name,
    kind: 'script',
    ours: amount('gzip', 'kB', kilobytes),
    other: null,
    ratio: null,
    goal: '≤ 300 kB',
    holds: kilobytes <= 300,
  }
}

async function send(
  urls: DatabaseUrls,
  mode: string,
  app: AppServer,
  batches: number,
  from: StoredDataSet,
): Promise<SendTold> {
  const child = startProcess(
    'bench/send-process.ts',
    [mode, app.url, String(batches), String(customerCount(from.size))],
    urls,
    'ignore',
  )
  const exit = once(child, 'exit').then(([code]): never => {
    throw new Error(`Sending by ${mode} ended with code ${code}.`)
  })
  exit.catch(() => undefined)
  const [told] = await Promise.race([once(child, 'message'), exit])
  return told
}

/** The median of the rounds; p95 is of single batches, each as if all eight connections were as quick. */
function rateOf(what: string, told: SendTold[]): Side {
  const rounds = told.map(({ rows, seconds }) => rows / seconds)
  const batches = told.flatMap(({ batchMilliseconds }) =>
    batchMilliseconds.map((ms) => (8 * BATCH * 1000) / ms),
  )
  return {
    what,
    unit: 'rows/s',
    median: percentile(rounds, 0.5),
    p95: percentile(batches, 0.05),
    samples: batches.length,
  }
}

function amount(what: string, unit: 'MB' | 'kB', value: number): Side {
  return { what, unit, median: value, p95: value, samples: 1 }
}
