import { beforeAll, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { ExposuresQuestion, ImpactQuestion } from '#server/domain/impact/input.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'
import { type ExposuresBehind, exposuresBehind } from './exposures-behind.ts'
import { type MomentImpact, momentImpact } from './moment-impact.ts'
import { noon } from './test-impact-world.ts'

const now = noon('2026-11-20')
const pool = ownerPool()
const MOMENTS = ['lobby', 'departure', 'gone', null]
const PLACES = ['西湖店', '滨江店', null]

let business: TestBusiness
let owner: MemberActor

/** The same numbers on every machine: mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides)
  }
}

/** Customers who come, tell and complain at random over 400 days, with and without moments, places and stays. */
beforeAll(async () => {
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
  const roll = dice(20_261_121)
  const names = Array.from({ length: 60 }, (_, index) => `guest-${index}`)
  const items = names.map((name) => ({ source: 'pms', externalId: name, name }))
  await recordCustomers(owner, { items }, now)
  const facts = (count: number, prefix: string, more: () => object) =>
    Array.from({ length: count }, (_, index) => ({
      source: 'pms',
      externalId: `${prefix}-${index}`,
      customer: { source: 'pms', externalId: names[roll(names.length)] },
      occurredAt: new Date(now.getTime() - roll(400 * 24 * 60) * 60_000),
      moment: MOMENTS[roll(MOMENTS.length)],
      location: PLACES[roll(PLACES.length)],
      episodeExternalId: roll(3) === 0 ? `stay-${roll(200)}` : null,
      ...more(),
    }))
  const shares = facts(400, 'share', () => ({
    channel: ['photo', 'feed', 'group'][roll(3)],
    valence: roll(3) - 1,
    isPublic: roll(2) === 0,
  }))
  await recordExperiences(owner, { items: facts(600, 'stay', () => ({})) }, now)
  await recordShares(owner, { items: shares }, now)
  await recordComplaints(owner, { items: facts(250, 'complaint', () => ({})) }, now)
})

/** What the facts themselves say, by the definitions and not by the rollups. */
async function countedFromFacts(
  period: { from: string; until: string },
  locationNo: number | null,
) {
  const { rows } = await pool.query(
    `SELECT moment_no AS "momentNo",
       count(*)::int AS "exposureCount",
       count(*) FILTER (WHERE episode_day < '2026-10-21')::int AS "shareN",
       count(*) FILTER (WHERE episode_day < '2026-10-21' AND shared_at - exposed_at <= interval '30 days')::int AS "shareX",
       count(*) FILTER (WHERE episode_day >= '2026-10-21' AND shared_at - exposed_at <= interval '30 days')::int AS "shareYoung",
       count(*) FILTER (WHERE shared_at - exposed_at > interval '30 days')::int AS "shareLate",
       count(*) FILTER (WHERE episode_day < '2026-11-06')::int AS "complaintN",
       count(*) FILTER (WHERE episode_day < '2026-11-06' AND complained_at - exposed_at <= interval '14 days')::int AS "complaintX",
       count(*) FILTER (WHERE episode_day >= '2026-11-06' AND complained_at - exposed_at <= interval '14 days')::int AS "complaintYoung",
       count(*) FILTER (WHERE complained_at - exposed_at > interval '14 days')::int AS "complaintLate"
     FROM exposures
     WHERE organization_id = $1 AND episode_day >= $2 AND episode_day < $3 AND ($4::int IS NULL OR location_no = $4)
     GROUP BY moment_no ORDER BY moment_no`,
    [business.id, period.from, period.until, locationNo],
  )
  return rows
}

function countedByReport({ rows, notStated }: MomentImpact) {
  return [...rows, notStated]
    .filter((row) => row.exposureCount > 0)
    .sort((one, other) => one.momentNo - other.momentNo)
    .map(({ momentNo, exposureCount, share, complaint }) => ({
      momentNo,
      exposureCount,
      shareN: share.rate.n,
      shareX: share.rate.x,
      shareYoung: share.young.x,
      shareLate: share.lateCount,
      complaintN: complaint.rate.n,
      complaintX: complaint.rate.x,
      complaintYoung: complaint.young.x,
      complaintLate: complaint.lateCount,
    }))
}

async function expectEqual(): Promise<void> {
  for (const period of ['12m', 'all', '91d', '2026-02-01..2026-06-30'])
    for (const locationNo of [null, 0, 1, 2]) {
      const question = ImpactQuestion.parse({ period, compare: 'none', locationNo })
      const impact = await momentImpact(owner, question, now)
      expect(countedByReport(impact)).toEqual(await countedFromFacts(impact.span, locationNo))
    }
}

test('the chart equals the facts while everything is still in the deltas', async () => {
  await expectEqual()
})

test('the chart equals the facts when some is merged and some is not', async () => {
  const job = {
    kind: 'job',
    organizationId: business.id,
    job: 'merge-rollups',
    requestId: 'test',
  } as const
  await mergeRollups(job)
  await expectEqual()
  const late = {
    source: 'pms',
    externalId: 'late-arrival',
    customer: { source: 'pms', externalId: 'guest-1' },
    occurredAt: noon('2026-03-03'),
    moment: 'departure',
  }
  await recordExperiences(owner, { items: [late] }, now)
  await expectEqual()
})

test('every outcome is in a bar, young, late or unattached, and in one of them only', async () => {
  const question = ImpactQuestion.parse({ period: 'all', compare: 'none', locationNo: null })
  const impact = await momentImpact(owner, question, now)
  const { rows } = await pool.query(
    `SELECT kind, sum(outcome_count)::int AS count FROM (
       SELECT kind, valence, outcome_count FROM outcome_days WHERE organization_id = $1
       UNION ALL SELECT kind, valence, outcome_count FROM outcome_day_deltas WHERE organization_id = $1) AS counted
     GROUP BY kind`,
    [business.id],
  )
  const counted = (outcome: 'share' | 'complaint') =>
    [...impact.rows, impact.notStated].reduce(
      (sum, { [outcome]: figure }) => sum + figure.rate.x + figure.young.x + figure.lateCount,
      impact.unattached.named[outcome] + impact.unattached.unnamed[outcome],
    )
  for (const { kind, count } of rows) expect(counted(kind)).toBe(count)
  expect(counted('share')).toBeGreaterThan(100)
})

test('every count of late and unattached outcomes equals the rows behind it', async () => {
  for (const period of ['12m', 'all', '91d'])
    for (const locationNo of [null, 0, 2]) {
      const place = { period, locationNo }
      const impact = await momentImpact(
        owner,
        ImpactQuestion.parse({ ...place, compare: 'none' }),
        now,
      )
      for (const outcome of ['share', 'complaint'] as const) {
        const count = async (only: string) => {
          const question = { ...place, momentNo: null, outcome, only, cohort: 'all', cursor: null }
          return (await exposuresBehind(owner, ExposuresQuestion.parse(question), now)).totalCount
        }
        const late = [...impact.rows, impact.notStated].reduce(
          (sum, row) => sum + row[outcome].lateCount,
          0,
        )
        expect(await count('late')).toBe(late)
        expect(await count('named')).toBe(impact.unattached.named[outcome])
        expect(await count('unnamed')).toBe(impact.unattached.unnamed[outcome])
      }
    }
})

test('the pages of a list hold each row once and together as many as it says', async () => {
  for (const only of ['all', 'outcome', 'unnamed', 'named']) {
    const question = {
      period: 'all',
      locationNo: null,
      momentNo: null,
      outcome: 'share',
      only,
      cohort: 'all',
    }
    const seen: string[] = []
    let cursor: string | null = null
    let total: number | null = null
    do {
      const parsed = ExposuresQuestion.parse({ ...question, cursor })
      const page: ExposuresBehind = await exposuresBehind(owner, parsed, now)
      total ??= page.totalCount
      seen.push(...page.rows.map((row) => `${row.customerId} ${row.episodeId} ${row.momentNo}`))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(total)
  }
})
