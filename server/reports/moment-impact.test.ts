import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { ExposuresQuestion, ImpactQuestion } from '#server/domain/impact/input.ts'
import { exposuresBehind } from './exposures-behind.ts'
import { type MomentImpact, momentImpact } from './moment-impact.ts'
import { noon, worldOf } from './test-impact-world.ts'

const now = noon('2026-11-20')
const year = { period: '12m', compare: 'previous', locationNo: null }

let business: TestBusiness
let owner: MemberActor
let impact: MomentImpact

/** Ten stays in August, five a week ago, three at the other place; what they told is said line by line below. */
beforeAll(async () => {
  business = await makeBusiness(ownerPool())
  owner = await business.actor('owner')
  const world = worldOf(owner, now)
  const august = noon('2026-08-01')
  const lately = noon('2026-11-10')
  for (let index = 0; index < 10; index += 1) {
    const [customer, stay] = [`old-${index}`, `august-${index}`]
    world.arrive(customer)
    world.live({ customer, stay, moment: 'lobby', at: august, score: 2 })
    world.live({ customer, stay, moment: 'departure', at: noon('2026-08-01', 1), score: 4 })
  }
  for (let index = 0; index < 5; index += 1) {
    world.arrive(`new-${index}`)
    world.live({ customer: `new-${index}`, moment: 'departure', at: lately })
  }
  for (let index = 0; index < 3; index += 1) {
    world.arrive(`other-${index}`)
    world.live({
      customer: `other-${index}`,
      moment: 'lobby',
      at: august,
      location: '滨江店',
    })
  }
  // The same moment twice in one stay is one exposure.
  world.live({
    customer: 'old-0',
    stay: 'august-0',
    moment: 'lobby',
    at: noon('2026-08-01', 0.1),
  })
  world.share({
    customer: 'old-1',
    moment: 'departure',
    at: noon('2026-08-05'),
    channel: 'photo',
  })
  // Thirty days after, to the minute, and one day more.
  world.share({ customer: 'old-2', moment: 'departure', at: noon('2026-08-02', 30) })
  world.share({ customer: 'old-3', moment: 'departure', at: noon('2026-08-02', 31) })
  // Twice is once.
  world.share({ customer: 'old-4', moment: 'departure', at: noon('2026-08-04') })
  world.share({ customer: 'old-4', moment: 'departure', at: noon('2026-08-06') })
  // Against us: in public a complaint, in private nothing that is counted here.
  world.share({
    customer: 'old-5',
    moment: 'lobby',
    at: noon('2026-08-03'),
    valence: -1,
    isPublic: true,
  })
  world.share({ customer: 'old-6', moment: 'lobby', at: noon('2026-08-03'), valence: -1 })
  world.complain({ customer: 'old-7', moment: 'lobby', at: noon('2026-08-01', 14) })
  world.complain({ customer: 'old-8', moment: 'lobby', at: noon('2026-08-01', 15) })
  world.share({ customer: 'old-9', at: noon('2026-08-03') })
  world.share({ customer: 'new-0', moment: 'departure', at: noon('2026-11-12') })
  // Lived only the departure, and complains of the lobby.
  world.complain({ customer: 'new-1', moment: 'lobby', at: noon('2026-11-12') })

  await world.send()
  impact = await momentImpact(owner, ImpactQuestion.parse(year), now)
})

function row(code: string) {
  const found = impact.rows.find((one) => one.code === code)
  if (!found) throw new Error(`no row ${code}`)
  return found
}

describe('which moments produce shares, and which complaints', () => {
  test('[row 1] each moment has its own share and complaint rate, and nothing sums them up to one score', () => {
    expect(row('departure').share.rate).toMatchObject({ x: 3, n: 10, rate: 0.3 })
    expect(row('lobby').complaint.rate).toMatchObject({ x: 2, n: 13 })
    expect(row('lobby').share.rate).toMatchObject({ x: 0, n: 13, rate: 0 })
    expect(Object.keys(impact)).not.toContain('score')
  })

  test('moments stand in journey order, and a retired one without exposures does not', () => {
    expect(impact.rows.map((one) => one.code)).toEqual(['lobby', 'departure'])
  })

  test('an exposure enters the rate when its horizon has passed; younger ones are told beside it', () => {
    expect(row('departure').share.young).toMatchObject({ x: 1, n: 5 })
    expect(row('departure').exposureCount).toBe(15)
    expect(impact.maturedUntil).toEqual({ share: '2026-10-21', complaint: '2026-11-06' })
  })

  test('what is told after the horizon is counted as late and in no rate', () => {
    expect(row('departure').share.lateCount).toBe(1)
    expect(row('lobby').complaint.lateCount).toBe(1)
  })

  test('what names no moment is apart and never spread; what names a moment not lived is told too', () => {
    expect(impact.unattached).toEqual({
      unnamed: { share: 1, complaint: 0 },
      named: { share: 0, complaint: 1 },
    })
    expect(impact.notStated.exposureCount).toBe(0)
    expect(impact.notStated.share.rate).toMatchObject({ x: 0, n: 0, rate: null })
  })

  test('so few customers allow no finding', () => {
    expect(impact.leaders).toEqual({ share: { kind: 'too-few' }, complaint: { kind: 'too-few' } })
  })

  test('a location has its own counts, and all of them add up to the whole', async () => {
    const parts = await Promise.all(
      [0, 1, 2].map((locationNo) =>
        momentImpact(owner, ImpactQuestion.parse({ ...year, locationNo }), now),
      ),
    )
    expect(parts[2]?.rows.find((one) => one.code === 'lobby')?.exposureCount).toBe(3)
    const sum = parts.reduce((total, part) => total + part.totals.exposures.count, 0)
    expect(sum).toBe(impact.totals.exposures.count)
  })

  test('a period without data says where the data are', async () => {
    const question = ImpactQuestion.parse({ ...year, period: '2015-01-01..2015-12-31' })
    const empty = await momentImpact(owner, question, now)
    expect(empty.totals.exposures).toEqual({ count: 0, before: 0 })
    expect(empty.dataDays).toEqual({ firstDay: '2026-08-01', lastDay: '2026-11-10' })
    expect(empty.leaders.share).toEqual({ kind: 'no-data' })
    expect(empty.rows.every((one) => one.share.rate.rate === null)).toBe(true)
  })

  test('all time is the days that have data', async () => {
    const all = await momentImpact(owner, ImpactQuestion.parse({ ...year, period: 'all' }), now)
    expect(all.span).toEqual({ from: '2026-08-01', until: '2026-11-11' })
    expect(all.rows).toEqual(impact.rows.map((one) => ({ ...one, ...withoutChange(one) })))
  })

  test('the comparison counts the same way in its own span', async () => {
    const question = ImpactQuestion.parse({
      period: '2026-08-02..2026-08-03',
      compare: 'previous',
      locationNo: null,
    })
    const compared = await momentImpact(owner, question, now)
    expect(compared.compared).toEqual({ from: '2026-07-31', until: '2026-08-02' })
    expect(compared.totals.exposures).toEqual({ count: 0, before: 23 })
    expect(compared.rows[1]?.share.change).toBeNull()
  })

  test('staff have no Impact page, and no business sees another', async () => {
    const staff = await business.actor('staff')
    await expect(momentImpact(staff, ImpactQuestion.parse(year), now)).rejects.toThrow('forbidden')
    const stranger = await makeBusiness(ownerPool())
    const owner2 = await stranger.actor('owner')
    const other = await momentImpact(owner2, ImpactQuestion.parse(year), now)
    expect(other.totals.exposures.count).toBe(0)
    expect(other.dataDays).toBeNull()
  })
})

function withoutChange(one: MomentImpact['rows'][number]) {
  return {
    share: { ...one.share, change: null },
    complaint: { ...one.complaint, change: null },
  }
}

describe('the customers behind a number', () => {
  const behind = { period: '12m', locationNo: null, momentNo: 2, cursor: null }

  test.each([
    ['share', 'outcome', 'matured', 3],
    ['share', 'all', 'matured', 10],
    ['share', 'outcome', 'young', 1],
    ['share', 'all', 'young', 5],
    ['share', 'all', 'all', 15],
    ['complaint', 'outcome', 'matured', 0],
  ] as const)(
    '%s, %s, %s: as many as the number says, %d',
    async (outcome, only, cohort, count) => {
      const question = ExposuresQuestion.parse({ ...behind, outcome, only, cohort })
      const found = await exposuresBehind(owner, question, now)
      expect(found.totalCount).toBe(count)
      expect(found.rows).toHaveLength(count)
    },
  )

  test('a row says who, when, where, how well and how they told it', async () => {
    const question = ExposuresQuestion.parse({
      ...behind,
      outcome: 'share',
      only: 'outcome',
      cohort: 'matured',
    })
    const { rows } = await exposuresBehind(owner, question, now)
    expect(rows.find((one) => one.customerName === 'old-1')).toMatchObject({
      episodeDay: '2026-08-01',
      locationNo: 1,
      momentNo: 2,
      score: 4,
      shareChannel: 'photo',
    })
  })

  test('every bar, every n and every total equals the rows behind it', async () => {
    for (const one of [...impact.rows, impact.notStated])
      for (const outcome of ['share', 'complaint'] as const) {
        const count = async (only: string, cohort: string) => {
          const question = { ...behind, momentNo: one.momentNo, outcome, only, cohort }
          return (await exposuresBehind(owner, ExposuresQuestion.parse(question), now)).totalCount
        }
        expect(await count('outcome', 'matured')).toBe(one[outcome].rate.x)
        expect(await count('all', 'matured')).toBe(one[outcome].rate.n)
        expect(await count('outcome', 'young')).toBe(one[outcome].young.x)
        expect(await count('all', 'young')).toBe(one[outcome].young.n)
      }
    const total = { ...behind, momentNo: null, only: 'outcome', cohort: 'all' }
    for (const outcome of ['share', 'complaint'] as const) {
      const question = ExposuresQuestion.parse({ ...total, outcome })
      expect((await exposuresBehind(owner, question, now)).totalCount).toBe(
        impact.totals[outcome].count,
      )
    }
  })

  test('a cursor that is none is refused, and staff are', async () => {
    const question = { ...behind, outcome: 'share', only: 'all', cohort: 'all' }
    const bad = ExposuresQuestion.parse({ ...question, cursor: 'x_y_z_1' })
    await expect(exposuresBehind(owner, bad, now)).rejects.toThrow('invalid')
    const staff = await business.actor('staff')
    await expect(exposuresBehind(staff, ExposuresQuestion.parse(question), now)).rejects.toThrow(
      'forbidden',
    )
  })
})
