import { countAlarmsInTime } from '../db/health.ts'

export type DatabaseHealth = { status: 'ok'; alarms: number } | { status: 'unavailable' }

/**
 * Whether the app can do its work now, and how many alarms stand (counts that differ from facts, facts without a month): those are for
 * people, so a load balancer need not mind them. Needs no actor and tells nothing of any organization.
 */
export async function databaseHealth(): Promise<DatabaseHealth> {
  const alarms = await countAlarmsInTime()
  return alarms === null ? { status: 'unavailable' } : { status: 'ok', alarms }
}
