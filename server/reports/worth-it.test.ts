import { beforeAll, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { PlaceQuestion } from '#server/domain/impact/input.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { answerWorthIt } from '#server/operations/episode/answer-worth-it.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { noon } from './test-impact-world.ts'
import { worthIt } from './worth-it.ts'

const now = noon('2026-11-20')
const year = { period: '12m', locationNo: null }
const names = Array.from({ length: 220 }, (_, index) => `guest-${index}`)

let business: TestBusiness
let owner: MemberActor

/** 220 stays of which 200 reach the departure; 150 of those answer, 90 with yes, and so does one who is still here. */
beforeAll(async () => {
  business = await makeBusiness(ownerPool())
  owner = await business.actor('owner')
  const items = names.map((name) => ({ source: 'pms', externalId: name, name }))
  await recordCustomers(owner, { items }, now)
  const stays = names.map((name, index) => ({
    source: 'pms',
    externalId: `stay-${name}`,
    customer: { source: 'pms', externalId: name },
    moment: index < 200 ? 'departure' : 'lobby',
    location: index < 200 && index % 2 === 0 ? '西湖店' : '滨江店',
    occurredAt: noon('2026-08-01'),
    episodeExternalId: `stay-${name}`,
  }))
  await recordExperiences(owner, { items: stays }, now)
  const answers = [...names.slice(0, 150), 'guest-210'].map((name, index) => ({
    source: 'desk',
    externalId: `answer-${name}`,
    customer: { source: 'pms', externalId: name },
    occurredAt: noon('2026-08-01'),
    isWorthIt: index < 90 || name === 'guest-210',
    episodeExternalId: `stay-${name}`,
  }))
  await answerWorthIt(owner, { answers }, now)
})

test('[row 1] 200 episodes ended, 150 answered, 90 yes: 60.0 % of 150 [52.0, 67.5], 50 not answered and in no denominator', async () => {
  const found = await worthIt(owner, PlaceQuestion.parse(year), now)
  expect(found.endedCount).toBe(200)
  expect(found.rate).toMatchObject({ x: 90, n: 150 })
  expect(found.rate.rate).toBeCloseTo(0.6, 10)
  expect(found.rate.low).toBeCloseTo(0.52, 3)
  expect(found.rate.high).toBeCloseTo(0.675, 3)
  expect(found.notAnsweredCount).toBe(50)
  expect(found.endMoments.map((moment) => moment.nameZh)).toEqual(['离店'])
})

test('the two places add up to the whole', async () => {
  const parts = await Promise.all(
    [1, 2].map((locationNo) => worthIt(owner, PlaceQuestion.parse({ ...year, locationNo }), now)),
  )
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0)
  expect(sum((part) => part.endedCount)).toBe(200)
  expect(sum((part) => part.rate.n)).toBe(150)
  expect(sum((part) => part.rate.x)).toBe(90)
})

test('a period without a stay has no rate, and staff do not ask', async () => {
  const none = await worthIt(owner, PlaceQuestion.parse({ ...year, period: '7d' }), now)
  expect(none).toMatchObject({ endedCount: 0, notAnsweredCount: 0, rate: { n: 0, rate: null } })
  const staff = await business.actor('staff')
  await expect(worthIt(staff, PlaceQuestion.parse(year), now)).rejects.toThrow('forbidden')
})
