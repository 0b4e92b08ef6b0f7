import { answerOf, type SampleAnswer } from './answers.ts'
import { dayNumber, instantOf } from './calendar.ts'
import { experiencesOf, type SampleExperience } from './experiences.ts'
import { ordersOf, type SampleOrder, type SampleRefund } from './orders.ts'
import { randomOf } from './random.ts'
import { recordedAt } from './recorded-at.ts'
import { makeReferrals, type SampleReferral } from './referrals.ts'
import { makeStays, type SampleCustomer, type Stay } from './stays.ts'
import { planThanks, refundsAfterThanks, type Thanks } from './thanks.ts'
import { type SampleComplaint, type SampleShare, voiceOf } from './voice.ts'

/** Everything that happened at the hotels until one instant, in order of time. */
export type World = {
  customers: KnownCustomer[]
  experiences: SampleExperience[]
  shares: SampleShare[]
  complaints: SampleComplaint[]
  orders: SampleOrder[]
  refunds: SampleRefund[]
  answers: SampleAnswer[]
  referrals: SampleReferral[]
  thanks: Thanks[]
  /** When the business recorded what it had seen. */
  recordedAt: Date[]
}

/** `at` is when the business heard of them first. */
type KnownCustomer = SampleCustomer & { at: Date }

/** Stays of the full sample. */
const stayCount = 29_000
const referralCount = 420

/** Every state of a referral and a thank-you shall occur, however small the world. */
const fewestReferrals = 60

/**
 * The sample business: the same day and scale give the same world. What has not happened by `until` is left out.
 *
 * @param today business day in Asia/Shanghai, 'YYYY-MM-DD'
 * @param scale 1 is the full sample of about 20 000 customers
 */
export function makeWorld(of: { today: string; until: Date; scale: number }): World {
  const lastDay = dayNumber(of.today)
  const firstDay = lastDay - 730
  const seed = `yunqi|${of.today}|${of.scale}`
  const { customers, stays } = makeStays(randomOf(`${seed}|stays`), {
    firstDay,
    // Those who come within ten days have booked by now.
    lastDay: lastDay + 10,
    count: Math.round(stayCount * of.scale),
  })
  const world: World = {
    customers: [],
    experiences: [],
    shares: [],
    complaints: [],
    orders: [],
    refunds: [],
    answers: [],
    referrals: [],
    thanks: [],
    recordedAt: [],
  }
  for (const stay of stays) {
    const random = randomOf(`${seed}|stay ${stay.no}`)
    const experiences = experiencesOf(random, stay, lastDay)
    const voice = voiceOf(random, stay, experiences)
    const { orders, refunds } = ordersOf(random, stay)
    const answer = answerOf(random, stay, experiences)
    world.experiences.push(...experiences)
    world.shares.push(...voice.shares)
    world.complaints.push(...voice.complaints)
    world.orders.push(...orders)
    world.refunds.push(...refunds)
    if (answer) world.answers.push(answer)
  }
  world.referrals = makeReferrals({
    seed,
    customerCount: customers.length,
    stays,
    shares: world.shares,
    experiences: new Map(world.experiences.map((each) => [each.externalId, each])),
    firstDay,
    lastDay,
    count: Math.max(fewestReferrals, Math.round(referralCount * of.scale)),
  })
  world.customers = knownCustomers(stays, world.referrals)
  const until = new Date(Math.min(of.until.getTime(), instantOf(lastDay + 1, 0).getTime()))
  const happened = upTo(world, until)
  const orders = new Map(happened.orders.map((order) => [order.externalId, order]))
  const recorded = recordedAt({ firstDay, lastDay, until, scale: of.scale })
  const ingredients = { ...happened, seed, lastDay, until, orders, recordedAt: recorded }
  const thanks = planThanks(ingredients)
  raiseDoubtful(thanks, orders)
  const refunds = [...happened.refunds, ...refundsAfterThanks(thanks, ingredients)].sort(byTime)
  return { ...happened, refunds, thanks, recordedAt: recorded }
}

/** What needs two approvals is dear. */
function raiseDoubtful(thanks: Thanks[], orders: Map<string, SampleOrder>): void {
  const [doubtful] = thanks.filter(({ decision }) => decision === 'once')
  const order = orders.get(`${doubtful?.referral.stay?.externalId}-R`)
  if (order) order.amountMinor = 986_000n
}

/** A customer is known from their first booking, or from the day that somebody said to have told them. */
function knownCustomers(stays: Stay[], referrals: SampleReferral[]): KnownCustomer[] {
  const known = new Map<number, KnownCustomer>()
  const hear = (customer: SampleCustomer, at: Date) => {
    const before = known.get(customer.no)
    if (!before || at < before.at) known.set(customer.no, { ...customer, at })
  }
  for (const stay of stays) hear(stay.customer, instantOf(stay.bookedDay, stay.bookedMinute))
  for (const { referee, claimedAt } of referrals) hear(referee, claimedAt)
  return [...known.values()]
}

function upTo(world: World, until: Date): World {
  const happened = <T extends { at: Date }>(all: T[]) =>
    all.filter(({ at }) => at < until).sort(byTime)
  return {
    ...world,
    customers: happened(world.customers),
    experiences: happened(world.experiences),
    shares: happened(world.shares),
    complaints: happened(world.complaints),
    orders: happened(world.orders).map((order) => ({
      ...order,
      deliveredAt: order.deliveredAt && order.deliveredAt < until ? order.deliveredAt : null,
    })),
    refunds: happened(world.refunds),
    answers: happened(world.answers),
    referrals: world.referrals.filter(({ claimedAt }) => claimedAt < until),
  }
}

function byTime(a: { at: Date }, b: { at: Date }): number {
  return a.at.getTime() - b.at.getTime()
}
