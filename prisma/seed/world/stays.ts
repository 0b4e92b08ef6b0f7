import { isWeekend } from './calendar.ts'
import { type Person, personOf, phoneOf } from './names.ts'
import type { Random } from './random.ts'

export type SampleCustomer = Person & { no: number; externalId: string; phone: string | null }

/** One customer's run through the journey: booked, arrived, left. Days are day numbers, minutes those of the arrival day. */
export type Stay = {
  no: number
  externalId: string
  customer: SampleCustomer
  locationNo: number
  bookedDay: number
  bookedMinute: number
  arrivalDay: number
  arrivalMinute: number
  departureDay: number
  departureMinute: number
  isFirst: boolean
}

const locationWeights = [
  [1, 40],
  [2, 35],
  [3, 25],
] as const

/** Rooms are full in May and October and empty after New Year. */
const seasons = [0.85, 0.8, 0.95, 1.05, 1.25, 0.95, 1.15, 1.2, 1.0, 1.3, 0.9, 0.95]

type Span = { firstDay: number; lastDay: number; count: number }

/** Stays by arrival day, and the customers they brought: seven of ten are new, the others were here before. */
export function makeStays(random: Random, { firstDay, lastDay, count }: Span) {
  const customers: SampleCustomer[] = []
  const stays: Stay[] = []
  const weights = weightsOf(firstDay, lastDay)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let owed = 0
  for (let day = firstDay; day <= lastDay; day++) {
    owed += ((weights[day - firstDay] ?? 0) / total) * count
    for (; owed >= 1; owed--) {
      const known = random.chance(0.3) ? customers[random.whole(0, customers.length)] : undefined
      const customer = known ?? makeCustomer(random, customers.length + 1)
      if (!known) customers.push(customer)
      stays.push(makeStay(random, { no: stays.length + 1, customer, day, isFirst: !known }))
    }
  }
  return { customers, stays }
}

/** A person whom the business knows and who has not stayed (yet). */
export function makeCustomer(random: Random, no: number): SampleCustomer {
  const person = personOf(random)
  const externalId = `C${String(no).padStart(6, '0')}`
  return { ...person, no, externalId, phone: phoneOf(no, person, random) }
}

function makeStay(
  random: Random,
  of: { no: number; customer: SampleCustomer; day: number; isFirst: boolean },
): Stay {
  const nights = random.weighted([
    [1, 55],
    [2, 30],
    [3, 10],
    [random.whole(4, 6), 5],
  ])
  return {
    no: of.no,
    externalId: `S${String(of.no).padStart(6, '0')}`,
    customer: of.customer,
    locationNo: random.weighted(locationWeights),
    bookedDay: of.day - random.whole(1, 10),
    bookedMinute: random.whole(9 * 60, 22 * 60),
    arrivalDay: of.day,
    arrivalMinute: random.whole(13 * 60, 21 * 60),
    departureDay: of.day + nights,
    departureMinute: random.whole(8 * 60, 11 * 60 + 30),
    isFirst: of.isFirst,
  }
}

function weightsOf(firstDay: number, lastDay: number): number[] {
  const length = lastDay - firstDay + 1
  return Array.from({ length }, (_, at) => {
    const month = new Date((firstDay + at) * 86_400_000).getUTCMonth()
    const growth = 0.9 + (0.2 * at) / length
    return (isWeekend(firstDay + at) ? 1.35 : 0.9) * (seasons[month] ?? 1) * growth
  })
}
