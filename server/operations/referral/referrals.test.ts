import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { actorOf, bought, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { daysAgo, makeWorld, refusalOf, type World } from '#prisma/invariants/money-world.ts'
import type { Actor } from '#server/domain/actor.ts'
import { findPeriod } from '#server/domain/period.ts'
import { ReferralClaim } from '#server/domain/referral/input.ts'
import { jobs } from '#server/jobs/jobs.ts'
import { referralDetail } from '#server/reports/referral-detail.ts'
import { referralFunnel } from '#server/reports/referral-funnel.ts'
import { referralList } from '#server/reports/referral-list.ts'
import { referralsOverTime } from '#server/reports/referrals-over-time.ts'
import { unproposedReferrals } from '#server/reports/unproposed-referrals.ts'
import { advanceReferrals } from './advance-referrals.ts'
import { claimReferrals } from './claim-referrals.ts'
import { keepDueReferrals } from './keep-due-referrals.ts'
import { keepReferrals } from './keep-referrals.ts'
import { voidReferral } from './void-referral.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
})

const claimOf = (referrerId: string, refereeId: string, more = {}) =>
  ReferralClaim.parse({
    source: 'office',
    externalId: randomUUID(),
    referrerId,
    refereeId,
    evidenceKind: 'asked',
    occurredAt: daysAgo(10),
    ...more,
  })
const job = (): Actor => ({
  kind: 'job',
  organizationId: w.org,
  job: 'keep-due-referrals',
  requestId: '',
})
const year = findPeriod('12m') ?? { preset: '12m' as const }

it('staff record who told whom with the experience that made them tell, by moment or by name', async () => {
  const [referrer, first, second] = [await w.customer(), await w.customer(), await w.customer()]
  const [id, at] = [randomUUID(), daysAgo(12)]
  await w.owner(
    `INSERT INTO experiences (customer_id, occurred_at, id, organization_id, moment_no, location_no, source, external_id, episode_id, episode_day, content_hash)
     VALUES ($1, $2::timestamptz, $3, $4, 3, 1, 'test', 'e', gen_random_uuid(), ($2::timestamptz)::date, '\\x00')`,
    [referrer, at, id, w.org],
  )
  const claims = [
    claimOf(referrer, first, { momentNo: 3 }),
    claimOf(referrer, second, { experience: { occurredAt: at, id } }),
    claimOf(first, second, { externalId: 'theirs', experience: { occurredAt: at, id } }),
  ]
  const { results } = await claimReferrals(actorOf(w, 'staff'), { claims })
  expect(results.map((result) => [result.outcome, result.rule])).toEqual([
    ['new', null],
    ['new', null],
    ['error', 'experience-not-of-referrer'],
  ])
  const rows = await w.app('SELECT experience_id, moment_no FROM referral_claims')
  expect(rows).toEqual([
    { experience_id: id, moment_no: 3 },
    { experience_id: id, moment_no: 3 },
  ])
})

it('finance and auditors claim nothing; staff see no list', async () => {
  const claims = [claimOf(await w.customer(), await w.customer())]
  for (const role of ['finance', 'auditor'] as const)
    expect(await refusalOf(claimReferrals(actorOf(w, role), { claims }))).toBe('forbidden')
  expect(
    await refusalOf(referralList(actorOf(w, 'staff'), { limit: 5, cursor: null }, new Date())),
  ).toBe('forbidden')
})

it('a referral’s page shows its way, its rivals and why one of them won', async () => {
  const [referee, strong, weak] = [await w.customer(), await w.customer(), await w.customer()]
  const claims = [
    claimOf(weak, referee, { evidenceKind: 'import' }),
    claimOf(strong, referee, { evidenceKind: 'link' }),
  ]
  const { results } = await claimReferrals(actorOf(w, 'marketing'), { claims })
  const id = results[1]?.referralId ?? ''
  expect(results[0]).toMatchObject({ outcome: 'new', competing: true, referralId: id })
  await advanceReferrals(actorOf(w, 'marketing'), {
    steps: [{ referralId: id, to: 'visited', occurredAt: daysAgo(2), note: 'Came by' }],
  })
  const detail = await referralDetail(actorOf(w, 'marketing'), { id })
  expect(detail.winningReason).toBe('stronger')
  expect(detail.steps.map((step) => [step.toState, step.evidence])).toEqual([
    ['confirmed', 'implied'],
    ['visited', 'stated'],
  ])
  expect(detail.claims.map((claim) => claim.isWinner)).toEqual([true, false])
  expect(detail).toMatchObject({
    order: null,
    keepBlocker: null,
    recordedAfterPurchase: false,
    referral: { state: 'visited', claimCount: 2 },
  })
  await voidReferral(actorOf(w, 'marketing'), { id, reason: 'wrong-person' })
  await voidReferral(actorOf(w, 'marketing'), { id, reason: 'wrong-person' })
  expect((await referralDetail(actorOf(w, 'owner'), { id })).referral).toMatchObject({
    state: 'void',
    voidReason: 'wrong-person',
  })
})

it('the funnel counts how far the claims of a period came, the series counts by day, the list pages through all', async () => {
  for (let i = 0; i < 3; i++) await bought(w)
  await claimReferrals(actorOf(w, 'owner'), {
    claims: [claimOf(await w.customer(), await w.customer())],
  })
  await keepDueReferrals(job())
  const marketing = actorOf(w, 'marketing')
  const funnel = await referralFunnel(marketing, { period: year }, new Date())
  expect(funnel).toMatchObject({ total: 4, voided: 0 })
  expect(funnel.stages.map((stage) => stage.count)).toEqual([4, 3, 3, 3, 3])
  const { points } = await referralsOverTime(
    marketing,
    { period: year, bucket: 'month' },
    new Date(),
  )
  expect(points.length).toBeGreaterThanOrEqual(12)
  expect(points.reduce((sum, point) => sum + point.claimed, 0)).toBe(4)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof referralList>> = await referralList(
      marketing,
      { limit: 3, cursor },
      new Date(),
    )
    seen.push(...page.items.map((item) => item.id))
    cursor = page.next
  } while (cursor)
  expect(new Set(seen).size).toBe(4)
})

it('[row 28] no answer to marketing holds an amount, a rate or a word of a thank-you', async () => {
  await sealPolicy(w)
  const one = await bought(w)
  await keepDueReferrals(job())
  const marketing = actorOf(w, 'marketing')
  const answers = [
    await referralDetail(marketing, { id: one.referral }),
    await referralList(marketing, { limit: 50, cursor: null }, new Date()),
    await referralFunnel(marketing, { period: year }, new Date()),
  ]
  const text = JSON.stringify(answers, (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  expect(
    text.match(/.{0,20}(?:minor|amount|bps|policy|commission|thank|aware|naive).{0,10}/gi),
  ).toBeNull()
})

it('[row 28] the clock keeps what is due and proposes; what lacks a policy says so and is proposed once there is one', async () => {
  const one = await bought(w)
  await bought(w, { deliveredDaysAgo: 3 })
  expect(await keepDueReferrals(job())).toEqual({ kept: 1, proposed: 0 })
  expect(await keepDueReferrals(job())).toEqual({ kept: 0, proposed: 0 })
  expect((await unproposedReferrals(actorOf(w, 'finance'))).items).toMatchObject([
    { referralId: one.referral, reason: 'no-policy-in-force' },
  ])
  await sealPolicy(w)
  await jobs['keep-due-referrals']?.run({}, new Date())
  expect((await unproposedReferrals(actorOf(w, 'finance'))).items).toEqual([])
  expect(await w.app('SELECT amount_minor::int AS minor FROM commission_entries')).toEqual([
    { minor: 10_000 },
  ])
})

it('a person of finance may keep by hand, and is told why not', async () => {
  await sealPolicy(w)
  const [due, early] = [await bought(w), await bought(w, { deliveredDaysAgo: 1 })]
  const { results } = await keepReferrals(actorOf(w, 'finance'), {
    ids: [due.referral, early.referral],
  })
  expect(results).toEqual(
    expect.arrayContaining([
      { referralId: due.referral, outcome: 'kept', rule: null, unproposed: null },
      {
        referralId: early.referral,
        outcome: 'refused',
        rule: 'refund-window-open',
        unproposed: null,
      },
    ]),
  )
  expect(await refusalOf(keepReferrals(actorOf(w, 'marketing'), { ids: [due.referral] }))).toBe(
    'forbidden',
  )
})
