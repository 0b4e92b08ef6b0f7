import { z } from 'zod'
import { nameKey } from '../domain/moment/name-key.ts'
import { namespaceBytes } from './fact-id.ts'
import type { FactTx } from './fact-transaction.ts'

type MomentName = { id: string; no: number }

/** What every fact needs to know of its organization. Small tables, read whole. */
export type FactContext = {
  namespace: Buffer
  timeZone: string
  currency: string
  /** Experiences before this instant are archived, and none is taken in; null while nothing is. */
  archivedUntil: Date | null
  /** By key of code or of either name. */
  moments: Map<string, MomentName>
  locations: Map<string, number>
}

const Organization = z.object({
  fact_namespace: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  archived_until: z.date().nullable(),
})

export async function loadFactContext(tx: FactTx): Promise<FactContext> {
  const [organization] = await tx.rows(
    Organization,
    'SELECT fact_namespace::text, time_zone, currency::text, archived_until() FROM organizations WHERE id = $1::uuid',
    [tx.organizationId],
  )
  return {
    namespace: namespaceBytes(organization?.fact_namespace ?? ''),
    timeZone: organization?.time_zone ?? 'UTC',
    currency: organization?.currency ?? '',
    archivedUntil: organization?.archived_until ?? null,
    moments: await loadMoments(tx),
    locations: await loadLocations(tx),
  }
}

const Moment = z.object({
  id: z.string(),
  moment_no: z.number(),
  code: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
})

export async function loadMoments(tx: FactTx): Promise<FactContext['moments']> {
  const moments = await tx.rows(
    Moment,
    'SELECT id, moment_no, code, name_zh, name_en FROM moments WHERE organization_id = $1::uuid ORDER BY moment_no DESC',
    [tx.organizationId],
  )
  const byKey: FactContext['moments'] = new Map()
  // A code is unique and wins over a name; of two equal names the older moment wins.
  for (const { id, moment_no: no, name_zh, name_en } of moments)
    for (const name of [name_en, name_zh]) byKey.set(nameKey(name), { id, no })
  for (const { id, moment_no: no, code } of moments) byKey.set(nameKey(code), { id, no })
  return byKey
}

const Location = z.object({ name: z.string(), location_no: z.number() })

export async function loadLocations(tx: FactTx): Promise<FactContext['locations']> {
  const locations = await tx.rows(
    Location,
    'SELECT name, location_no FROM locations WHERE organization_id = $1::uuid ORDER BY location_no DESC',
    [tx.organizationId],
  )
  return new Map(locations.map(({ name, location_no: no }) => [nameKey(name), no]))
}
