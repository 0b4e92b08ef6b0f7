import { beforeAll, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { MomentQuestion } from '#server/domain/impact/input.ts'
import { AdvanceReferrals, ClaimReferrals } from '#server/domain/referral/input.ts'
import { recordOrders } from '#server/operations/order/record-orders.ts'
import { addProduct } from '#server/operations/product/add-product.ts'
import { advanceReferrals } from '#server/operations/referral/advance-referrals.ts'
import { claimReferrals } from '#server/operations/referral/claim-referrals.ts'
import { momentWordOfMouth } from './moment-word-of-mouth.ts'
import { noon, worldOf } from './test-impact-world.ts'

const now = noon('2026-11-20')
const LOBBY = 1

let business: TestBusiness
let owner: MemberActor

/** Forty came through the lobby, twelve of them took a photo and showed it; what came of it is claimed below. */
beforeAll(async () => {
  business = await makeBusiness(ownerPool())
  owner = await business.actor('owner')
  const world = worldOf(owner, now)
  for (let index = 0; index < 40; index += 1) {
    const customer = `guest-${index}`
    world.arrive(customer)
    world.live({ customer, moment: 'lobby', at: noon('2026-08-01') })
    if (index < 12)
      world.share({ customer, moment: 'lobby', at: noon('2026-08-03'), channel: 'photo' })
  }
  for (let index = 0; index < 33; index += 1) world.arrive(`friend-${index}`)
  const ids = await world.send()
  const friends = ids.slice(40)
  const claims = friends.map((refereeId, index) => ({
    source: 'desk',
    externalId: `claim-${index}`,
    // The last two were told by somebody who shared nothing, and for another moment.
    referrerId: index === 31 ? ids[39] : ids[index % 12],
    refereeId,
    evidenceKind: 'asked',
    occurredAt: noon('2026-08-10'),
    ...(index === 32 ? {} : { momentNo: LOBBY }),
  }))
  const { results } = await claimReferrals(owner, ClaimReferrals.parse({ claims }))
  await addProduct(owner, { code: 'room', name: '客房', refundWindowDays: 7 })
  const [order] = await recordOrders(
    owner,
    {
      items: [
        {
          source: 'pms',
          externalId: 'order-1',
          customer: { id: friends[0] },
          product: 'room',
          occurredAt: noon('2026-09-01'),
          amountMinor: 80_000n,
        },
      ],
    },
    now,
  )
  expect(order?.outcome).toBe('new')
  const steps = [1, 2].map((index) => ({
    referralId: results[index]?.referralId,
    to: 'visited',
    occurredAt: noon('2026-08-20'),
  }))
  await advanceReferrals(owner, AdvanceReferrals.parse({ steps }))
})

test('[row 14] of 40 delivered 12 shared a photo: 30.0 % [18.1, 45.4], and 12 shares → 31 enquiries → 3 visits → 1 deal', async () => {
  const question = MomentQuestion.parse({ period: '12m', locationNo: null, momentNo: LOBBY })
  const { kinds, chain } = await momentWordOfMouth(owner, question, now)
  expect(kinds).toHaveLength(1)
  expect(kinds[0]).toMatchObject({ channel: 'photo', rate: { x: 12, n: 40 } })
  expect(kinds[0]?.rate.rate).toBeCloseTo(0.3, 10)
  expect(kinds[0]?.rate.low).toBeCloseTo(0.181, 3)
  expect(kinds[0]?.rate.high).toBeCloseTo(0.454, 3)
  expect(chain).toEqual({ shareCount: 12, enquiryCount: 31, visitCount: 3, dealCount: 1 })
})

test('a moment that nobody shared has no kinds and an empty chain', async () => {
  const question = MomentQuestion.parse({ period: '12m', locationNo: null, momentNo: 2 })
  expect(await momentWordOfMouth(owner, question, now)).toEqual({
    kinds: [],
    chain: { shareCount: 0, enquiryCount: 0, visitCount: 0, dealCount: 0 },
  })
})

test('staff do not ask it', async () => {
  const question = MomentQuestion.parse({ period: '12m', locationNo: null, momentNo: LOBBY })
  const staff = await business.actor('staff')
  await expect(momentWordOfMouth(staff, question, now)).rejects.toThrow('forbidden')
})
