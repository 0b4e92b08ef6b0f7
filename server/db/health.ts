import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { log } from '../log.ts'
import { readPool } from './client.ts'

const patienceMs = 3000

const Alarms = z.object({ count: z.number() })

/** How many alarms stand; null when the database refuses, or takes longer than a load balancer waits. */
export async function countAlarmsInTime(): Promise<number | null> {
  const answer = readPool()
    .query('SELECT alarm_count() AS count')
    .then(
      ({ rows }) => Alarms.parse(rows[0]).count,
      (err: unknown) => {
        log.error({ err }, 'database unreachable')
        return null
      },
    )
  return Promise.race([answer, wait(patienceMs, null, { ref: false })])
}
