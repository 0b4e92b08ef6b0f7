import { z } from 'zod'
import { assert } from '../domain/errors.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import { nameKey } from '../domain/moment/name-key.ts'
import { arrayLiteral } from './array-literal.ts'
import { type FactContext, loadLocations, loadMoments } from './fact-context.ts'
import type { FactTx } from './fact-transaction.ts'

/** A wrong column mapped to "moment" must not fill the journey with thousands of moments. */
const MAX_MOMENTS = 1000
const MAX_LOCATIONS = 10_000

/** What a name would become in a dry run: in no table, so unlike every number that exists. */
const UNMADE = -1

/** Makes the moments that a batch names and nobody knows, as candidates at the end of the default journey. */
export async function createMoments(
  tx: FactTx,
  context: FactContext,
  names: string[],
  batch: FactBatch,
) {
  const isMissing = (name: string) => !context.moments.has(nameKey(name))
  if (!names.some(isMissing)) return
  if (batch.dryRun) {
    for (const name of names.filter(isMissing))
      if (context.moments.size < MAX_MOMENTS * 3)
        context.moments.set(nameKey(name), { id: '', no: UNMADE })
    return
  }
  await lockNames(tx)
  context.moments = await loadMoments(tx)
  const journeyId = await defaultJourney(tx)
  const [last] = await tx.rows(
    LastMoment,
    `SELECT coalesce(max(moment_no), 0)::int AS moment_no, coalesce(max(position), 0)::int AS position
     FROM moments WHERE organization_id = $1::uuid`,
    [tx.organizationId],
  )
  const { moment_no: momentNo = 0, position = 0 } = last ?? {}
  const missing = firstOfEach(names.filter(isMissing)).slice(0, Math.max(0, MAX_MOMENTS - momentNo))
  await tx.execute(
    `INSERT INTO moments (id, organization_id, journey_id, moment_no, position, code, name_zh, name_en)
     SELECT gen_random_uuid(), $1::uuid, $2::uuid, $3::int + turn, $4::int + turn, name, name, name
     FROM unnest($5::text[]) WITH ORDINALITY AS item (name, turn)`,
    [tx.organizationId, journeyId, momentNo, position, arrayLiteral(missing)],
  )
  context.moments = await loadMoments(tx)
}

const LastMoment = z.object({ moment_no: z.number(), position: z.number() })
const Journey = z.object({ id: z.string() })

async function defaultJourney(tx: FactTx): Promise<string> {
  const [known] = await tx.rows(
    Journey,
    'SELECT id FROM journeys WHERE organization_id = $1::uuid ORDER BY created_at, id LIMIT 1',
    [tx.organizationId],
  )
  if (known) return known.id
  const [made] = await tx.rows(
    Journey,
    `INSERT INTO journeys (id, organization_id, name_zh, name_en)
     VALUES (gen_random_uuid(), $1::uuid, '顾客旅程', 'Customer journey') RETURNING id`,
    [tx.organizationId],
  )
  assert(made, 'a journey that was made has an id')
  return made.id
}

/** Makes the locations that a batch names and nobody knows, numbered on from the last. */
export async function createLocations(
  tx: FactTx,
  context: FactContext,
  names: string[],
  batch: FactBatch,
) {
  const isMissing = (name: string) => !context.locations.has(nameKey(name))
  if (!names.some(isMissing)) return
  if (batch.dryRun) {
    for (const name of names.filter(isMissing)) context.locations.set(nameKey(name), UNMADE)
    return
  }
  await lockNames(tx)
  context.locations = await loadLocations(tx)
  const [last] = await tx.rows(
    LastLocation,
    'SELECT coalesce(max(location_no), 0)::int AS location_no FROM locations WHERE organization_id = $1::uuid',
    [tx.organizationId],
  )
  const locationNo = last?.location_no ?? 0
  const missing = firstOfEach(names.filter(isMissing)).slice(
    0,
    Math.max(0, MAX_LOCATIONS - locationNo),
  )
  await tx.execute(
    `INSERT INTO locations (id, organization_id, location_no, name)
     SELECT gen_random_uuid(), $1::uuid, $2::int + turn, name
     FROM unnest($3::text[]) WITH ORDINALITY AS item (name, turn)`,
    [tx.organizationId, locationNo, arrayLiteral(missing)],
  )
  context.locations = await loadLocations(tx)
}

const LastLocation = z.object({ location_no: z.number() })

export async function lockNames(tx: FactTx): Promise<void> {
  await tx.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `names:${tx.organizationId}`,
  ])
}

function firstOfEach(names: string[]): string[] {
  const byKey = new Map(names.toReversed().map((name) => [nameKey(name), name]))
  return names.filter(
    (name, index) => byKey.get(nameKey(name)) === name && names.indexOf(name) === index,
  )
}
