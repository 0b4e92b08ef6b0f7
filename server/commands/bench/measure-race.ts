import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import type { BenchServer } from './bench-server.ts'
import { withCopy } from './copy-database.ts'
import { customerCount } from './customers.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { sideOf } from './measure-reports.ts'
import type { RaceTold } from './race-process.ts'
import type { Line } from './results.ts'
import { startProcess } from './run-process.ts'

const SNAPSHOTS = 1000
const KILL_EVERY_MS = 500
/** Every half minute the whole process is killed; it needs seconds to be there again, so the other kills end its connection. */
const HARD_EVERY = 60

/** Counts of a snapshot, from the facts and as stored: exposures, experiences, scores and marks by day, moment and place. */
const DIFFERENCES = `
WITH facts AS (
  SELECT day, moment_no, location_no, sum(n) AS n, sum(e) AS e, sum(s) AS s, sum(o) AS o FROM (
    SELECT episode_day AS day, moment_no, location_no, 1 AS n, 0 AS e, 0 AS s, num_nonnulls(shared_at, complained_at) AS o FROM exposures
    UNION ALL SELECT episode_day, moment_no, location_no, 0, 1, coalesce(score, 0), 0 FROM experiences) f GROUP BY 1, 2, 3
), stored AS (
  SELECT day, moment_no, location_no, sum(n) AS n, sum(e) AS e, sum(s) AS s, sum(o) AS o FROM (
    SELECT day, moment_no, location_no, exposure_count AS n, experience_count AS e, score_sum AS s, 0 AS o FROM moment_days
    UNION ALL SELECT day, moment_no, location_no, exposure_count, experience_count, score_sum, 0 FROM moment_day_deltas
    UNION ALL SELECT day, moment_no, location_no, 0, 0, 0, outcome_count FROM outcome_days WHERE lag_days >= 0
    UNION ALL SELECT day, moment_no, location_no, 0, 0, 0, outcome_count FROM outcome_day_deltas WHERE lag_days >= 0) c GROUP BY 1, 2, 3
)
SELECT count(*)::int AS count FROM facts f FULL JOIN stored s USING (day, moment_no, location_no)
WHERE (coalesce(f.n, 0), coalesce(f.e, 0), coalesce(f.s, 0), coalesce(f.o, 0)) IS DISTINCT FROM
  (coalesce(s.n, 0), coalesce(s.e, 0), coalesce(s.s, 0), coalesce(s.o, 0))`

/** Takes a thousand snapshots while eight writers run and the merger is killed twice a second; rollups:verify looks at the end. */
export async function measureRace(
  server: BenchServer,
  small: StoredDataSet,
  say: (line: string) => void,
): Promise<Line[]> {
  return withCopy(server, small, async (urls) => {
    const customers = String(customerCount(small.size))
    const tally = { rows: 0, errors: [] as string[] }
    const writers = [0, 1].map(() =>
      listen(startProcess('bench/race-process.ts', ['write', customers], urls, 'ignore'), tally),
    )
    const merger = killedAgainAndAgain(server, urls)
    const owner = new pg.Client({ connectionString: urls.DATABASE_URL, options: '-c TimeZone=UTC' })
    await owner.connect()
    const before = await deadlocks(owner)
    const looked = await lookAt(owner, say)
    const kills = await merger.stop()
    for (const writer of writers) await end(writer)
    const found = (await deadlocks(owner)) - before
    await owner.end()
    const verified = await verify(urls)
    const holds =
      looked.differences === 0 &&
      found === 0 &&
      verified === 0 &&
      looked.milliseconds.length >= SNAPSHOTS
    return [
      {
        name: `${looked.milliseconds.length} snapshots`,
        kind: 'race',
        ours: { ...sideOf('differences', [looked.differences]), unit: 'count' },
        other: { ...sideOf('deadlocks', [found]), unit: 'count' },
        ratio: null,
        goal: '0 differences, 0 deadlocks',
        holds,
        note: `${tally.rows} facts by 8 writers, ${kills.soft} connections and ${kills.hard} processes of the merger killed, ${tally.errors.length} writes refused${tally.errors[0] ? ` (${tally.errors[0]})` : ''}; ${verified} differences at the end by rollups:verify; a snapshot took ${looked.milliseconds.length > 0 ? (looked.milliseconds.reduce((a, b) => a + b, 0) / looked.milliseconds.length).toFixed(0) : '–'} ms`,
      },
    ]
  })
}

async function lookAt(owner: pg.Client, say: (line: string) => void) {
  const milliseconds: number[] = []
  let differences = 0
  for (let snapshot = 1; snapshot <= SNAPSHOTS; snapshot += 1) {
    const began = performance.now()
    const { rows } = await owner.query(DIFFERENCES)
    milliseconds.push(performance.now() - began)
    differences += rows[0]?.count ?? 0
    if (snapshot % 100 === 0) say(`${snapshot} snapshots, ${differences} differences`)
  }
  return { milliseconds, differences }
}

function listen(child: ChildProcess, tally: { rows: number; errors: string[] }): ChildProcess {
  child.on('message', (told: RaceTold) => {
    if ('rows' in told) tally.rows += told.rows
    if ('error' in told) tally.errors.push(told.error)
  })
  return child
}

function killedAgainAndAgain(server: BenchServer, urls: DatabaseUrls) {
  const kills = { soft: 0, hard: 0 }
  let isStopped = false
  let merger = startProcess('bench/race-process.ts', ['merge'], urls, 'ignore')
  const work = (async () => {
    const superuser = new pg.Client({ connectionString: server.url })
    await superuser.connect()
    for (let turn = 1; !isStopped; turn += 1) {
      await wait(KILL_EVERY_MS)
      if (turn % HARD_EVERY === 0) {
        merger.kill('SIGKILL')
        merger = startProcess('bench/race-process.ts', ['merge'], urls, 'ignore')
        kills.hard += 1
      } else {
        const { rowCount } = await superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'zhile_worker' AND datname = $1`,
          [new URL(urls.DATABASE_URL).pathname.slice(1)],
        )
        kills.soft += rowCount ?? 0
      }
    }
    await superuser.end()
  })()
  return {
    stop: async () => {
      isStopped = true
      await work
      await end(merger)
      return kills
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

async function deadlocks(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query(
    'SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()',
  )
  return rows[0]?.count ?? 0
}

async function verify(urls: DatabaseUrls): Promise<number> {
  const child = startProcess('bench/race-process.ts', ['verify'], urls, 'ignore')
  const [told] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => [{ differences: -1 }]),
  ])
  return told.differences
}
