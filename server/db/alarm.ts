import { z } from 'zod'
import { workerPool } from './client.ts'
import type { Reading } from './reading.ts'

export type AlarmKind = 'rollup-differs' | 'facts-without-month'

/** What a look found: how many places, and the first of them; null where all is well. */
export type Finding = { placeCount: number; firstPlace: string } | null

/** Raises an organization's alarm, or takes it away where the look found nothing. An alarm keeps the time at which it was raised first. */
export async function settleAlarm(
  { organizationId, kind }: { organizationId: string; kind: AlarmKind },
  finding: Finding,
  now: Date,
): Promise<void> {
  if (finding === null)
    await workerPool().query('DELETE FROM alarms WHERE organization_id = $1 AND kind = $2', [
      organizationId,
      kind,
    ])
  else
    await workerPool().query(
      `INSERT INTO alarms (organization_id, kind, raised_at, checked_at, place_count, first_place) VALUES ($1, $2, $3, $3, $4, $5)
       ON CONFLICT (organization_id, kind) DO UPDATE
       SET checked_at = excluded.checked_at, place_count = excluded.place_count, first_place = excluded.first_place`,
      [organizationId, kind, now, finding.placeCount, finding.firstPlace],
    )
}

const Stray = z.object({ organization_id: z.string(), strays: z.number() })

/** Sets the alarm of every organization that has facts in the default partition, and takes those of all others away. */
export async function settleStrayAlarms(now: Date): Promise<void> {
  const { rows } = await workerPool().query('SELECT * FROM stray_organizations()')
  const strays = z.array(Stray).parse(rows)
  await workerPool().query(
    `DELETE FROM alarms WHERE kind = 'facts-without-month' AND organization_id <> ALL ($1::uuid[])`,
    [strays.map((one) => one.organization_id)],
  )
  for (const { organization_id: organizationId, strays: placeCount } of strays)
    await settleAlarm(
      { organizationId, kind: 'facts-without-month' },
      { placeCount, firstPlace: '' },
      now,
    )
}

const Alarm = z
  .object({
    kind: z.enum(['rollup-differs', 'facts-without-month']),
    raised_at: z.date(),
    place_count: z.number(),
    first_place: z.string(),
  })
  .transform((row) => ({
    kind: row.kind,
    raisedAt: row.raised_at,
    placeCount: row.place_count,
    firstPlace: row.first_place,
  }))
export type Alarm = z.infer<typeof Alarm>

/** What is wrong with the organization's counts and partitions, as of the last look. */
export async function listAlarms(db: Reading): Promise<Alarm[]> {
  return db.rows(
    Alarm,
    'SELECT kind, raised_at, place_count, first_place FROM alarms WHERE organization_id = $1 ORDER BY kind',
    [db.organizationId],
  )
}
