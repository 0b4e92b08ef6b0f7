import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Our processes by what they are, so that any of them can be killed. */
export type Fleet = {
  add: (kind: string, child: ChildProcess) => void
  living: () => { kind: string; child: ChildProcess }[]
}

/** An empty fleet. */
export function makeFleet(): Fleet {
  const all: { kind: string; child: ChildProcess }[] = []
  const isAlive = ({ child }: { child: ChildProcess }) =>
    child.exitCode === null && child.signalCode === null
  return {
    add: (kind, child) => {
      all.push({ kind, child })
    },
    living: () => all.filter(isAlive),
  }
}

/** Starts a service again whenever it ends, until the run is over. */
export async function keepRunning(
  kind: string,
  start: () => ChildProcess,
  of: { fleet: Fleet; isOver: () => boolean },
): Promise<void> {
  while (!of.isOver()) {
    const child = start()
    of.fleet.add(kind, child)
    await once(child, 'exit')
    await wait(100)
  }
}

/** Kills one of the fleet or one of Postgres' back ends every few seconds; each twelfth time a back end hard, which restarts the whole server. */
export async function killAgainAndAgain(of: {
  fleet: Fleet
  url: string
  everyMs: number
  isOver: () => boolean
}): Promise<Record<string, number>> {
  const kills: Record<string, number> = {}
  for (let turn = 1; !of.isOver(); turn += 1) {
    await wait(of.everyMs)
    if (of.isOver()) break
    const what =
      turn % 12 === 0
        ? await killBackEnd(of.url, true)
        : turn % 3 === 0
          ? await killBackEnd(of.url, false)
          : killProcess(of.fleet, turn)
    kills[what] = (kills[what] ?? 0) + 1
  }
  return kills
}

function killProcess(fleet: Fleet, turn: number): string {
  const living = fleet.living()
  const chosen = living[(turn * 7) % living.length]
  chosen?.child.kill('SIGKILL')
  return chosen?.kind ?? 'nobody'
}

/** A connection that is at work, ended by the server or, hard, by the system. */
async function killBackEnd(url: string, isHard: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  // The hard kill ends this connection as well.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT pid FROM pg_stat_activity WHERE usename IN ('zhile_app', 'zhile_worker') ORDER BY (state = 'active') DESC, random() LIMIT 1`,
    )
    const pid = Number(rows[0]?.pid)
    if (!pid) return 'no back end'
    if (isHard) process.kill(pid, 'SIGKILL')
    else await client.query('SELECT pg_terminate_backend($1)', [pid])
    return isHard ? 'back end, hard' : 'back end'
  } catch {
    return 'no back end'
  } finally {
    await client.end().catch(() => undefined)
  }
}
