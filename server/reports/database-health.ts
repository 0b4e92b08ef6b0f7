import { isDatabaseReachable } from '../db/health.ts'

/** Whether the app can do its work now. Asked by load balancers, so it needs no actor and tells nothing. */
export async function databaseHealth(): Promise<'ok' | 'unavailable'> {
  return (await isDatabaseReachable()) ? 'ok' : 'unavailable'
}
