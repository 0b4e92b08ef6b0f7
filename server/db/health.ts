import { setTimeout as wait } from 'node:timers/promises'
import { log } from '../log.ts'
import { readPool } from './client.ts'

const patienceMs = 3000

/** False when the database refuses, or takes longer than a load balancer waits. */
export async function isDatabaseReachable(): Promise<boolean> {
  const answer = readPool()
    .query('SELECT 1')
    .then(
      () => true,
      (err: unknown) => {
        log.error({ err }, 'database unreachable')
        return false
      },
    )
  return Promise.race([answer, wait(patienceMs, false, { ref: false })])
}
