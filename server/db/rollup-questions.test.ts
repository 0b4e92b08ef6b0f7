import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { countAnswers } from './answer-count.ts'
import { findKnownAnswers, intakeAnswers, saveAnswers } from './episode-answer.ts'
import { countExposuresBehind, countUnattached } from './exposure-count.ts'
import { listExposuresBehind } from './exposure-page.ts'
import { ensureFactPartitions } from './fact-partitions.ts'
import { ingestComplaints } from './ingest-complaints.ts'
import { ingestExperiences } from './ingest-experiences.ts'
import { ingestShares } from './ingest-shares.ts'
import { countMoments, findExposureDays } from './moment-day.ts'
import { countDays } from './moment-trend.ts'
import { countShareChannels } from './outcome-channel.ts'
import { type Reading, reading } from './reading.ts'
import { mergeDeltas } from './rollup-merge.ts'
import { findDifferences } from './rollup-verify.ts'
import { countEnquiries } from './share-chain.ts'
import { takeBackFacts } from './take-back.ts'
import { ownerPool } from './test-database.ts'
import { makeBusiness } from './test-people.ts'
import { transaction } from './transaction.ts'
import { listUnattached } from './unattached-page.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
/** Facts lie in five months, so that spans have whole months, edges and a boundary inside one. */
const FIRST = Date.parse('2026-02-10T00:00:00Z')
const DAYS = 140
const DAY_MS = 86_400_000

beforeAll(async () => {
  const months = Array.from({ length: DAYS / 10 }, (_, at) => new Date(FIRST + at * 10 * DAY_MS))
  const business = await makeBusiness(pool)
  await ensureFactPartitions(await business.actor('owner'), months)
})

const Row = z.record(z.string(), z.unknown())

type Asked = {
  from: string
  until: string
  share: string
  complaint: string
  locationNo: number | null
  momentNo: number
}

const anyDay = fc
  .integer({ min: -5, max: DAYS + 5 })
  .map((day) => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10))

const anyQuestion: fc.Arbitrary<Asked> = fc
  .record({
    days: fc.tuple(anyDay, anyDay),
    share: anyDay,
    complaint: anyDay,
    locationNo: fc.constantFrom(null, 0, 1, 2),
    momentNo: fc.constantFrom(0, 1, 2),
  })
  .map(({ days: [a, b], ...rest }) => ({ ...rest, from: a < b ? a : b, until: a < b ? b : a }))

/** The same sums straight from exposures and experiences: one row at a time, no rollup. */
async function factsOf(db: Reading, asked: Asked) {
  const inTime = {
    share: `shared_at <= exposed_at + interval '30 days'`,
    complaint: `complained_at <= exposed_at + interval '14 days'`,
  }
  const values = [db.organizationId, asked.from, asked.until, asked.locationNo]
  const where = `organization_id = $1 AND episode_day >= $2 AND episode_day < $3 AND ($4::int IS NULL OR location_no = $4)`
  const moments = await db.rows(
    Row,
    `SELECT moment_no AS "momentNo", count(*)::int AS n,
       (count(*) FILTER (WHERE episode_day < $5))::int AS "oldForShare", (count(*) FILTER (WHERE episode_day < $6))::int AS "oldForComplaint",
       (count(*) FILTER (WHERE episode_day < $5 AND ${inTime.share}))::int AS "shareMatured",
       (count(*) FILTER (WHERE episode_day >= $5 AND ${inTime.share}))::int AS "shareYoung",
       (count(*) FILTER (WHERE shared_at > exposed_at + interval '30 days'))::int AS "shareLate",
       (count(*) FILTER (WHERE episode_day < $6 AND ${inTime.complaint}))::int AS "complaintMatured",
       (count(*) FILTER (WHERE complained_at > exposed_at + interval '14 days'))::int AS "complaintLate"
     FROM exposures WHERE ${where} GROUP BY moment_no ORDER BY moment_no`,
    [...values, asked.share, asked.complaint],
  )
  const channels = await db.rows(
    Row,
    `SELECT share_channel AS channel, count(*)::int AS count FROM exposures
     WHERE ${where} AND moment_no = $5 AND ${inTime.share} GROUP BY 1 ORDER BY 1`,
    [...values, asked.momentNo],
  )
  const days = await db.rows(
    Row,
    `SELECT episode_day::text AS day, count(*)::int AS n, count(score)::int AS scores, coalesce(sum(score), 0)::int AS sum,
       coalesce(sum(score * score), 0)::int AS square
     FROM experiences WHERE ${where} AND moment_no = $5 GROUP BY 1 ORDER BY 1`,
    [...values, asked.momentNo],
  )
  const all = await db.rows(
    Row,
    `SELECT min(episode_day)::text AS "firstDay", max(episode_day)::text AS "lastDay" FROM exposures WHERE organization_id = $1`,
    [db.organizationId],
  )
  const answers = await db.rows(
    Row,
    `SELECT count(*) FILTER (WHERE a.is_worth_it)::int AS "yesCount", count(*)::int AS "answeredCount" FROM episode_answers a
     WHERE a.organization_id = $1 AND a.episode_day >= $2 AND a.episode_day < $3 AND EXISTS (
       SELECT FROM exposures x WHERE x.customer_id = a.customer_id AND x.episode_day = a.episode_day AND x.episode_id = a.episode_id
         AND x.moment_no = 2 AND ($4::int IS NULL OR x.location_no = $4))`,
    values,
  )
  const enquiries = await db.rows(
    Row,
    `WITH last AS (
       SELECT DISTINCT ON (c.id) c.id, e.episode_day, e.location_no FROM referral_claims c
       JOIN exposures e ON e.customer_id = c.referrer_id AND e.moment_no = c.moment_no AND e.shared_at <= c.occurred_at AND e.${inTime.share.replace('exposed_at', 'e.exposed_at')}
       WHERE c.organization_id = $1 AND c.moment_no = $5 AND c.taken_back_at IS NULL
       ORDER BY c.id, e.shared_at DESC, e.episode_day DESC, e.episode_id)
     SELECT count(*)::int AS n FROM last WHERE episode_day >= $2 AND episode_day < $3 AND ($4::int IS NULL OR location_no = $4)`,
    [...values, asked.momentNo],
  )
  return { moments, channels, days, all: all[0], answers: answers[0], enquiries: enquiries[0]?.n }
}

async function rollupsOf(db: Reading, asked: Asked) {
  const span = { from: asked.from, until: asked.until }
  const { locationNo, momentNo } = asked
  const maturedUntil = { share: asked.share, complaint: asked.complaint }
  const counted = await countMoments(db, { span, locationNo, maturedUntil })
  const moments = counted
    .filter(({ exposureCount }) => exposureCount > 0)
    .map(({ momentNo: no, exposureCount: n, maturedCount, share, complaint }) => ({
      momentNo: no,
      n,
      oldForShare: maturedCount.share,
      oldForComplaint: maturedCount.complaint,
      shareMatured: share.maturedCount,
      shareYoung: share.youngCount,
      shareLate: share.lateCount,
      complaintMatured: complaint.maturedCount,
      complaintLate: complaint.lateCount,
    }))
    .sort((one, other) => one.momentNo - other.momentNo)
  const found = await countShareChannels(db, { span, locationNo, momentNo })
  const channels = found.sort((one, other) => (one.channel < other.channel ? -1 : 1))
  const trend = await countDays(db, { span, locationNo, momentNo })
  const days = trend
    .filter(({ experienceCount }) => experienceCount > 0)
    .map(({ day, experienceCount, scoreCount, scoreSum, scoreSquareSum }) => ({
      day,
      n: experienceCount,
      scores: scoreCount,
      sum: scoreSum,
      square: scoreSquareSum,
    }))
  const all = (await findExposureDays(db)) ?? { firstDay: null, lastDay: null }
  const answers = await countAnswers(db, { span, locationNo })
  const { enquiryCount } = await countEnquiries(db, { span, locationNo, momentNo })
  return { moments, channels, days, all, answers, enquiries: enquiryCount }
}

/** A list has as many rows as it says, and its rows come from the facts. */
async function listsAgree(db: Reading, asked: Asked) {
  const span = { from: asked.from, until: asked.until }
  const { locationNo } = asked
  for (const outcome of ['share', 'complaint'] as const) {
    for (const only of ['outcome', 'late', 'all'] as const)
      for (const momentNo of [null, asked.momentNo]) {
        const filter = { span, momentNo, locationNo, outcome, only }
        const rows = await listExposuresBehind(db, filter, { after: null, size: 1000 })
        expect(await countExposuresBehind(db, filter)).toBe(rows.length)
      }
    for (const isNamed of [true, false]) {
      const filter = { span, locationNo, outcome, isNamed }
      const rows = await listUnattached(db, filter, { after: null, size: 1000 })
      expect(await countUnattached(db, filter)).toBe(rows.length)
    }
  }
}

/** Everything of two moments, so that rare counts are seen too. */
const WIDE: Asked[] = [1, 2].map((momentNo) => ({
  from: '2026-01-01',
  until: '2026-12-31',
  share: '2026-05-17',
  complaint: '2026-05-20',
  locationNo: null,
  momentNo,
}))

type Step = { kind: string; facts: number[]; questions: Asked[] }

const anySteps = fc.noShrink(
  fc.array(
    fc.record({
      kind: fc.constantFrom(
        'experiences',
        'experiences',
        'shares',
        'complaints',
        'answers',
        'claims',
        'correct',
        'import',
        'take-back',
        'merge',
        'merge-twice',
      ),
      facts: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 }),
      questions: fc.array(anyQuestion, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 8, maxLength: 12 },
  ),
)

/** Enough of each kind that shares meet exposures, answers meet ends and claims meet shares. */
const BEGINNING: Step[] = ['experiences', 'shares', 'answers', 'claims'].map((kind) => ({
  kind,
  facts: Array.from({ length: 60 }, (_, at) => at),
  questions: [],
}))

const INGEST = {
  experiences: ingestExperiences,
  shares: ingestShares,
  complaints: ingestComplaints,
} as const

/** A fact follows from its number and how often it was corrected. */
function itemOf(kind: keyof typeof INGEST, no: number, version: number) {
  const at = (no * 37 + version * 11 + (kind === 'experiences' ? 0 : 9)) % DAYS
  const common = {
    source: 'pms',
    externalId: `${kind}-${no}`,
    customer: { source: 'pms', externalId: `c${no % 3}` },
    occurredAt: new Date(FIRST + at * DAY_MS + no * 60_000),
    moment: [null, 'lobby', 'departure'][(no + version) % 3],
    location: [null, '西湖店', '滨江店'][(no >> 1) % 3],
    episodeExternalId: null,
  }
  if (kind === 'experiences') return { ...common, score: ((no + version) % 11) - 5 }
  if (kind === 'complaints') return { ...common, isPublic: no % 2 === 0 }
  const channel = ['feed', 'group', 'photo'][no % 3]
  return { ...common, channel, valence: (no % 3) - 1, isPublic: no % 2 === 0 }
}

/** Claims by those who lived and told it, naming a moment; sent again, they are taken back. */
const CLAIM = `INSERT INTO referral_claims AS c (id, organization_id, referrer_id, referee_id, evidence_kind, strength, moment_no, occurred_at,
    recorded_at, source, external_id, content_hash)
  SELECT gen_random_uuid(), $1, one.id, other.id, k.kind, k.strength, n % 3, $3::timestamptz + n % 150 * interval '1 day', now(), 'test', n::text, '\\x00'
  FROM unnest($2::int[]) AS n
  JOIN customers one ON one.organization_id = $1 AND one.external_id = 'c' || n % 3
  JOIN customers other ON other.organization_id = $1 AND other.external_id = 'c' || (n + 1) % 3
  CROSS JOIN (SELECT kind, strength FROM referral_evidence LIMIT 1) AS k
  ON CONFLICT (organization_id, source, external_id) DO UPDATE SET taken_back_at = now() WHERE c.taken_back_at IS NULL`

/** To the run in which an experience lay before it was corrected, if it did. */
function answerOf(no: number) {
  const { customer, occurredAt } = itemOf('experiences', no, 0)
  const externalId = `answer-${no}-${occurredAt.getTime()}`
  return { source: 'desk', externalId, customer, occurredAt, isWorthIt: no % 2 === 0 }
}

async function take(actor: Actor, { kind, facts }: Step, importId: string, version: number) {
  const numbers = [...new Set(facts)]
  const send = (noun: keyof typeof INGEST, how: object, at = 0) =>
    transaction(actor, async (tx) => {
      const items = numbers.map((no) => itemOf(noun, no, at))
      await INGEST[noun](tx, { items, createMissing: { customers: true }, ...how }, now)
    })
  switch (kind) {
    case 'experiences':
    case 'shares':
    case 'complaints':
      return send(kind, {})
    case 'claims':
      await pool.query(CLAIM, [actor.organizationId, numbers, new Date(FIRST)])
      return
    case 'answers':
      await transaction(actor, async (tx) => {
        const { drafts } = await intakeAnswers(tx, numbers.map(answerOf), now)
        const known = await findKnownAnswers(tx, drafts)
        const fresh = drafts.filter(
          ({ episodeId }, at) =>
            !known.ofEpisode.has(episodeId) &&
            drafts.findIndex((draft) => draft.episodeId === episodeId) === at,
        )
        await saveAnswers(tx, fresh, now)
      })
      return
    case 'correct':
      await send('experiences', { applyChanges: true }, version)
      return send('shares', { applyChanges: true }, version)
    case 'import':
      await send('experiences', { importId })
      return send('complaints', { importId })
    case 'take-back':
      while (!(await transaction(actor, (tx) => takeBackFacts(tx, importId, 50))).isDone);
      return
    case 'merge':
      await mergeDeltas()
      return
    default:
      await Promise.all([mergeDeltas(), mergeDeltas()])
  }
}

describe('rollups', () => {
  test('[row 54] after every step of any order of facts, corrections, take-backs and merges, each question is what the facts say in the same snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const business = await makeBusiness(pool)
        const actor = await business.actor('owner')
        const importId = business.id
        for (const [version, step] of [...BEGINNING, ...steps].entries()) {
          await take(actor, step, importId, version)
          for (const asked of [...step.questions, ...WIDE])
            await reading(actor, async (db) => {
              expect(await rollupsOf(db, asked)).toEqual(await factsOf(db, asked))
              if (!WIDE.includes(asked)) await listsAgree(db, asked)
            })
        }
        expect(await reading(actor, findDifferences)).toEqual([])
      }),
      { numRuns: 4 },
    )
  }, 120_000)

  test('[row 54] a merger killed at random points, beside two others and four writers, loses and doubles nothing', async () => {
    const business = await makeBusiness(pool)
    const actor = await business.actor('owner')
    let isOver = false
    const writing = [0, 1, 2, 3].map(async (writer) => {
      for (let batch = 0; batch < 8; batch += 1) {
        const facts = Array.from({ length: 12 }, (_, at) => writer * 1000 + batch * 12 + at)
        const kind = batch % 3 === 2 ? 'shares' : 'experiences'
        await take(actor, { kind, facts, questions: [] }, business.id, 0)
      }
    })
    const merging = [0, 1].map(async () => {
      // A killed merger's caller sees an error; the next minute's call goes on.
      while (!isOver) await mergeDeltas().catch(() => undefined)
    })
    const killing = (async () => {
      const client = await pool.connect()
      await client.query('SET ROLE NONE')
      let killed = 0
      while (!isOver) {
        const { rowCount } = await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE usename = 'zhile_worker' AND datname = current_database() AND random() < 0.5`,
        )
        killed += rowCount ?? 0
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      client.release(true)
      return killed
    })()
    const asked = fc.sample(anyQuestion, 12)
    for (const one of asked)
      await reading(actor, async (db) =>
        expect(await rollupsOf(db, one)).toEqual(await factsOf(db, one)),
      )
    await Promise.all(writing)
    isOver = true
    expect(await killing).toBeGreaterThan(0)
    await Promise.all(merging)
    await mergeDeltas()
    expect(await reading(actor, findDifferences)).toEqual([])
  }, 60_000)
})
