import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../domain/actor.ts'
import { ensureFactPartitions } from './fact-partitions.ts'
import { ingestComplaints } from './ingest-complaints.ts'
import { ingestExperiences } from './ingest-experiences.ts'
import { ingestShares } from './ingest-shares.ts'
import { reading } from './reading.ts'
import { mergeDeltas } from './rollup-merge.ts'
import { findDifferences } from './rollup-verify.ts'
import { takeBackFacts } from './take-back.ts'
import { ownerPool } from './test-database.ts'
import { makeBusiness } from './test-people.ts'
import { type Tx, transaction } from './transaction.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
const ZONE_MS = 8 * 3_600_000
const START = Date.parse('2026-03-30T10:00:00Z')
const MOMENTS = [null, 'lobby', 'departure']
const LOCATIONS = [null, '西湖店', '滨江店']

type Fact = {
  kind: 'experience' | 'share' | 'complaint'
  externalId: string
  customer: string
  at: Date
  moment: number
  location: number
  episode: string | null
  score: number
  valence: -1 | 0 | 1
  isPublic: boolean
}

/** Few customers, moments, places and hours, so that everything collides with everything. */
const anyFact = (turn: number): fc.Arbitrary<Fact> =>
  fc
    .record({
      kind: fc.constantFrom('experience', 'experience', 'share', 'share', 'complaint'),
      externalId: fc.constant(`f${turn}`),
      customer: fc.constantFrom('a', 'b'),
      // Each experience has a minute of its own, so that only a voice may stand at the very instant of another fact.
      at: fc
        .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 23 }))
        .map(([hour, other]) => ({ hour, other })),
      moment: fc.constantFrom(0, 1, 1, 2),
      location: fc.constantFrom(0, 1, 2),
      episode: fc.constantFrom(null, null, 'stay-1', 'stay-2'),
      score: fc.integer({ min: -5, max: 5 }),
      valence: fc.constantFrom(-1, 0, 1),
      isPublic: fc.boolean(),
    })
    .map(({ at: { hour, other }, ...fact }) => {
      const minute = fact.kind === 'experience' ? turn : other
      return { ...fact, at: new Date(START + hour * 3_600_000 + minute * 60_000) }
    })

const anyWorld = fc.noShrink(
  fc.record({
    facts: fc.tuple(...Array.from({ length: 24 }, (_, at) => anyFact(at))),
    drafts: fc.tuple(...Array.from({ length: 24 }, (_, at) => anyFact(at))),
    fates: fc.array(fc.constantFrom('once', 'twice', 'corrected', 'taken-back', 'killed'), {
      minLength: 24,
      maxLength: 24,
    }),
    order: fc.shuffledSubarray([...Array(24).keys()], { minLength: 24 }),
    size: fc.integer({ min: 1, max: 9 }),
  }),
)

function itemOf(fact: Fact): Record<string, unknown> {
  const common = {
    source: 'pms',
    externalId: fact.externalId,
    customer: { source: 'pms', externalId: fact.customer },
    occurredAt: fact.at,
    moment: MOMENTS[fact.moment],
    location: LOCATIONS[fact.location],
    episodeExternalId: fact.episode,
  }
  if (fact.kind === 'experience') return { ...common, score: fact.score }
  if (fact.kind === 'complaint') return { ...common, isPublic: fact.isPublic }
  return { ...common, channel: 'feed', valence: fact.valence, isPublic: fact.isPublic }
}

const INGEST = { experience: ingestExperiences, share: ingestShares, complaint: ingestComplaints }

async function send(tx: Tx, facts: Fact[], options: { importId?: string; applyChanges?: boolean }) {
  for (const kind of ['share', 'experience', 'complaint'] as const) {
    const items = facts.filter((fact) => fact.kind === kind).map(itemOf)
    if (items.length === 0) continue
    const createMissing = { customers: true }
    const { results } = await INGEST[kind](tx, { items, createMissing, ...options }, now)
    expect(results.filter(({ outcome }) => outcome === 'error' || outcome === 'conflict')).toEqual(
      [],
    )
  }
}

class Killed extends Error {}

/** Lives through a world: facts out of order, sent twice, corrected, taken back with their import, or lost with a killed process. */
async function live(
  actor: Actor,
  importId: string,
  world: typeof anyWorld extends fc.Arbitrary<infer W> ? W : never,
) {
  const { facts, drafts, fates, order, size } = world
  for (let start = 0; start < order.length; start += size) {
    const turn = order.slice(start, start + size)
    for (const fate of ['killed', 'taken-back', 'corrected', 'twice', 'once'] as const) {
      const own = turn.filter((at) => fates[at] === fate)
      const sent = own.flatMap((at) => facts[at] ?? [])
      // A correction keeps its customer and kind: another customer's would be a conflict.
      const wrong = own.flatMap((at) => {
        const [draft, fact] = [drafts[at], facts[at]]
        return draft && fact ? [{ ...draft, kind: fact.kind, customer: fact.customer }] : []
      })
      if (fate === 'killed') {
        const killed = transaction(actor, async (tx) => {
          await send(tx, sent, {})
          throw new Killed()
        })
        await expect(killed).rejects.toThrow(Killed)
      } else if (fate === 'taken-back') {
        await transaction(actor, (tx) => send(tx, sent, { importId }))
      } else {
        if (fate === 'corrected') await transaction(actor, (tx) => send(tx, wrong, {}))
        await transaction(actor, (tx) => send(tx, sent, { applyChanges: true }))
        if (fate === 'twice') await transaction(actor, (tx) => send(tx, sent, {}))
      }
    }
    if (start % 2 === 0) await mergeDeltas()
  }
  while (!(await transaction(actor, (tx) => takeBackFacts(tx, importId, 5))).isDone);
  return facts.filter((_, at) => !['killed', 'taken-back'].includes(fates[at] ?? ''))
}

type Mark = {
  customer: string
  moment: number
  at: number
  location: number
  share: number | null
  complaint: number | null
}

/** The same, reckoned from the facts alone, one fact at a time. */
function expectedMarks(facts: Fact[]): Mark[] {
  const day = (at: Date) => new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10)
  const runs = new Map<string, { mark: Mark; episode: string; day: string; customer: string }>()
  const lived = facts
    .filter((fact) => fact.kind === 'experience')
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.location - b.location)
  for (const { customer, moment, at, location, episode } of lived) {
    const run = episode ?? day(at)
    const key = [customer, moment, run].join()
    const mark = { customer, moment, at: at.getTime(), location, share: null, complaint: null }
    if (!runs.has(key)) runs.set(key, { mark, episode: run, day: day(at), customer })
  }
  const voices = facts
    .filter((fact) => fact.kind !== 'experience')
    .filter((fact) => fact.kind === 'complaint' || fact.valence >= 0 || fact.isPublic)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const voice of voices) {
    const earlier = [...runs.values()]
      .filter(({ mark }) => mark.customer === voice.customer && mark.moment === voice.moment)
      .filter(({ mark }) => mark.at <= voice.at.getTime())
      .sort((a, b) => b.mark.at - a.mark.at)
    const own = earlier.find((run) => run.episode === voice.episode)
    const sameDay = earlier.find((run) => run.day === day(voice.at))
    const stated = voice.moment > 0 ? earlier[0] : voice.episode === null ? sameDay : undefined
    const mark = (own ?? stated)?.mark
    const kind = voice.kind === 'complaint' || voice.valence < 0 ? 'complaint' : 'share'
    if (mark) mark[kind] ??= voice.at.getTime()
  }
  return [...runs.values()].map(({ mark }) => mark)
}

async function storedMarks(organizationId: string): Promise<Mark[]> {
  const { rows } = await pool.query(
    `SELECT c.external_id AS customer, e.moment_no AS moment, e.exposed_at AS at, e.location_no AS location,
       e.shared_at AS share, e.complained_at AS complaint
     FROM exposures e JOIN customers c ON c.id = e.customer_id WHERE e.organization_id = $1`,
    [organizationId],
  )
  return rows.map((row) => ({
    ...row,
    at: row.at.getTime(),
    share: row.share?.getTime() ?? null,
    complaint: row.complaint?.getTime() ?? null,
  }))
}

function sorted(marks: Mark[]): string[] {
  return marks.map((mark) => JSON.stringify(Object.entries(mark).sort())).sort()
}

async function newImport(organizationId: string): Promise<string> {
  const id = randomUUID()
  await pool.query(
    `INSERT INTO imports (id, organization_id, file_name, file_sha256, encoding, delimiter, headers, created_at)
     VALUES ($1, $2, 'f.csv', '\\x00', 'utf-8', ',', '[]', '2026-11-01')`,
    [id, organizationId],
  )
  return id
}

beforeAll(async () => {
  const { actor } = await makeBusiness(pool)
  await ensureFactPartitions(await actor('owner'), [new Date(START)])
})

describe('marks and counts follow from the facts', () => {
  test('whatever the order, after repeats, corrections, take-backs and kills: no count differs and each mark is where the facts put it', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const business = await makeBusiness(pool)
        const actor = await business.actor('owner')
        const facts = await live(actor, await newImport(business.id), world)
        expect(await reading(actor, findDifferences)).toEqual([])
        expect(sorted(await storedMarks(business.id))).toEqual(sorted(expectedMarks(facts)))
        await mergeDeltas()
        expect(await reading(actor, findDifferences)).toEqual([])
      }),
      { numRuns: 4 },
    )
  }, 240_000)
})
