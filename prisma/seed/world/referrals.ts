import { instantOf } from './calendar.ts'
import type { SampleExperience } from './experiences.ts'
import { type Random, randomOf } from './random.ts'
import { makeCustomer, type SampleCustomer, type Stay } from './stays.ts'
import type { SampleShare } from './voice.ts'

export type SampleReferral = {
  externalId: string
  referrer: SampleCustomer
  referee: SampleCustomer
  evidenceKind: EvidenceKind
  evidence: string
  /** The experience that made the referrer tell. */
  cited: SampleExperience | null
  locationNo: number
  claimedAt: Date
  confirmedAt: Date
  visitedAt: Date
  /** The stay that the referee booked on hearing of us: its order makes the referral bought, its departure and refund window kept. */
  stay: Stay | null
  /** How far it goes where nobody booked. */
  ending: 'claimed' | 'confirmed' | 'visited' | 'void'
  voidReason: 'not-a-referral' | 'duplicate' | 'wrong-person'
  /** Another customer who says that they told the same person. */
  rival: { referrer: SampleCustomer; claimedAt: Date } | null
}

type EvidenceKind = keyof typeof evidences

type Ingredients = {
  seed: string
  customerCount: number
  stays: Stay[]
  shares: SampleShare[]
  experiences: ReadonlyMap<string, SampleExperience>
  firstDay: number
  lastDay: number
  /** Referrals that lead to a stay; half as many lead to none. */
  count: number
}

type Lead = { referee: SampleCustomer; stay: Stay | null; claimedAt: Date; bookedAt: Date }

const hour = 3_600_000
const day = 24 * hour

const evidences = {
  asked: '入住时问起:「谁向您介绍的?」',
  link: '打开了朋友转来的链接',
  code: '前台出示了朋友的推荐码',
  staff: '员工听客人讲起并记下',
}

/**
 * Who told whom, by time of the claim. A referrer shared a moment before the claim; a referee's first stay was booked after it,
 * or never. Some referrers refer again, so that a few of them know of a thank-you by then.
 */
export function makeReferrals(of: Ingredients): SampleReferral[] {
  const random = randomOf(`${of.seed}|referrals`)
  const told = of.shares.filter((share) => share.valence >= 0 && share.momentNo !== null)
  told.sort((a, b) => a.at.getTime() - b.at.getTime())
  const leads = [...leadsOfStays(random, of), ...leadsToNothing(random, of)]
  leads.sort((a, b) => a.claimedAt.getTime() - b.claimedAt.getTime())

  const referrals: SampleReferral[] = []
  for (const lead of leads) {
    const share = findShare(random, told, lead)
    const again = random.chance(0.14) ? findAgain(random, referrals, lead) : undefined
    if (!share && !again) continue
    const referrer = again?.referrer ?? share?.stay.customer
    if (!referrer) continue
    const cited = share && !again && random.chance(0.85) ? citedBy(share, of) : undefined
    referrals.push({
      ...storyOf(random, lead),
      externalId: `T${String(referrals.length + 1).padStart(5, '0')}`,
      referrer,
      cited: cited ?? again?.cited ?? null,
      rival: random.chance(0.04) ? rivalOf(random, { told, lead, referrer }) : null,
    })
  }
  return referrals
}

/** First stays, evenly from the second month on and denser in the last three, when the word has got about. */
function leadsOfStays(random: Random, of: Ingredients): Lead[] {
  const first = of.stays.filter((stay) => stay.isFirst && stay.bookedDay > of.firstDay + 40)
  const isLate = (stay: Stay) => stay.bookedDay > of.lastDay - 90
  const late = Math.max(35, Math.round(of.count * 0.25))
  return [
    ...evenly(
      first.filter((stay) => !isLate(stay)),
      of.count - late,
    ),
    ...evenly(first.filter(isLate), late),
  ].map((stay) => {
    const bookedAt = instantOf(stay.bookedDay, stay.bookedMinute)
    const claimedAt = new Date(bookedAt.getTime() - random.whole(2 * 24, 25 * 24) * hour)
    return { referee: stay.customer, stay, claimedAt, bookedAt }
  })
}

function evenly<T>(all: T[], count: number): T[] {
  if (all.length <= count) return all
  return Array.from(
    { length: count },
    (_, at) => all[Math.floor((at * all.length) / count)],
  ).flatMap((each) => (each === undefined ? [] : [each]))
}

/** People whom somebody told of us, and who did not book (yet). */
function leadsToNothing(random: Random, of: Ingredients): Lead[] {
  const count = Math.ceil(of.count / 2)
  return Array.from({ length: count }, (_, index) => {
    const span = of.lastDay - of.firstDay - 40
    const on = of.firstDay + 40 + Math.floor((span * (index + 0.5)) / count)
    const claimedAt = instantOf(on, random.whole(9 * 60, 20 * 60))
    const referee = makeCustomer(random, of.customerCount + 1 + index)
    return { referee, stay: null, claimedAt, bookedAt: new Date(claimedAt.getTime() + 12 * day) }
  })
}

function storyOf(random: Random, lead: Lead) {
  const evidenceKind = random.weighted([
    ['asked', 34],
    ['link', 24],
    ['code', 16],
    ['staff', 26],
  ])
  const room = lead.bookedAt.getTime() - lead.claimedAt.getTime()
  return {
    evidenceKind,
    evidence: evidences[evidenceKind],
    referee: lead.referee,
    stay: lead.stay,
    locationNo: lead.stay?.locationNo ?? random.whole(1, 3),
    claimedAt: lead.claimedAt,
    confirmedAt: new Date(lead.claimedAt.getTime() + room * 0.3),
    visitedAt: new Date(lead.claimedAt.getTime() + room * 0.8),
    ending: random.weighted<SampleReferral['ending']>([
      ['claimed', 30],
      ['confirmed', 30],
      ['visited', 22],
      ['void', 18],
    ]),
    voidReason: random.pick(['not-a-referral', 'duplicate', 'wrong-person']),
  }
}

/** A share of the last weeks before the claim, by somebody else. */
function findShare(random: Random, told: SampleShare[], lead: Lead): SampleShare | undefined {
  const until = countBefore(told, lead.claimedAt.getTime())
  const from = countBefore(told, lead.claimedAt.getTime() - 60 * day)
  if (until === from) return undefined
  const share = told[random.whole(from, until - 1)]
  return share?.stay.customer === lead.referee ? undefined : share
}

function findAgain(
  random: Random,
  earlier: SampleReferral[],
  lead: Lead,
): SampleReferral | undefined {
  const found = earlier[random.whole(0, Math.max(0, earlier.length - 1))]
  return found?.referrer === lead.referee ? undefined : found
}

function citedBy(share: SampleShare, of: Ingredients): SampleExperience | undefined {
  return of.experiences.get(`${share.stay.externalId}-${share.momentNo}`)
}

function rivalOf(
  random: Random,
  of: { told: SampleShare[]; lead: Lead; referrer: SampleCustomer },
): SampleReferral['rival'] {
  const share = findShare(random, of.told, of.lead)
  if (!share || share.stay.customer === of.referrer) return null
  return {
    referrer: share.stay.customer,
    claimedAt: new Date(of.lead.claimedAt.getTime() + random.whole(1, 20) * hour),
  }
}

/** How many shares were told before an instant; the list is in order of time. */
function countBefore(told: SampleShare[], instant: number): number {
  let [low, high] = [0, told.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((told[middle]?.at.getTime() ?? 0) < instant) low = middle + 1
    else high = middle
  }
  return low
}
