import type { FactBatch } from '../domain/fact/batch.ts'
import { nameKey } from '../domain/moment/name-key.ts'
import { type FactContext, loadLocations, loadMoments } from './fact-context.ts'
import type { Tx } from './transaction.ts'

/** A wrong column mapped to "moment" must not fill the journey with thousands of moments. */
const MAX_MOMENTS = 1000
const MAX_LOCATIONS = 10_000

/** What a name would become in a dry run: in no table, so unlike every number that exists. */
const UNMADE = -1

/** Makes the moments that a batch names and nobody knows, as candidates at the end of the default journey. */
export async function createMoments(
  tx: Tx,
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
  const last = await tx.prisma.moment.aggregate({
    where: { organizationId: tx.organizationId },
    _max: { momentNo: true, position: true },
  })
  const { momentNo, position } = {
    momentNo: last._max.momentNo ?? 0,
    position: last._max.position ?? 0,
  }
  const missing = firstOfEach(names.filter(isMissing)).slice(0, Math.max(0, MAX_MOMENTS - momentNo))
  await tx.prisma.moment.createMany({
    data: missing.map((name, index) => ({
      organizationId: tx.organizationId,
      journeyId,
      momentNo: momentNo + index + 1,
      position: position + index + 1,
      code: name,
      nameZh: name,
      nameEn: name,
    })),
  })
  context.moments = await loadMoments(tx)
}

async function defaultJourney(tx: Tx): Promise<string> {
  const known = await tx.prisma.journey.findFirst({
    where: { organizationId: tx.organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  if (known) return known.id
  const made = await tx.prisma.journey.create({
    data: { organizationId: tx.organizationId, nameZh: '顾客旅程', nameEn: 'Customer journey' },
  })
  return made.id
}

/** Makes the locations that a batch names and nobody knows, numbered on from the last. */
export async function createLocations(
  tx: Tx,
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
  const last = await tx.prisma.location.aggregate({
    where: { organizationId: tx.organizationId },
    _max: { locationNo: true },
  })
  const locationNo = last._max.locationNo ?? 0
  const missing = firstOfEach(names.filter(isMissing)).slice(
    0,
    Math.max(0, MAX_LOCATIONS - locationNo),
  )
  await tx.prisma.location.createMany({
    data: missing.map((name, index) => ({
      organizationId: tx.organizationId,
      locationNo: locationNo + index + 1,
      name,
    })),
  })
  context.locations = await loadLocations(tx)
}

export async function lockNames(tx: Tx): Promise<void> {
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
