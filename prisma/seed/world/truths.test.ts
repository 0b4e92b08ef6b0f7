import { describe, expect, it } from 'vitest'
import { dayNumber, dayOf, isWeekend, monthStart } from './calendar.ts'
import type { SampleExperience } from './experiences.ts'
import { bottles, momentTruths, slip, weekendBreakfast } from './truths.ts'
import { makeWorld } from './world.ts'

const today = '2026-11-22'
const world = makeWorld({ today, until: new Date('2026-11-22T04:00:00Z'), scale: 1 })
const month = (monthsAgo: number) => monthStart(dayNumber(today), monthsAgo)

const day = 86_400_000
const within = <T extends { at: Date }>(told: T[], since: Date, days: number) =>
  told.some(({ at }) => at >= since && at.getTime() <= since.getTime() + days * day)

const shares = group(world.shares.filter(({ valence }) => valence >= 0))
const complaints = group([
  ...world.complaints,
  ...world.shares.filter(({ valence, isPublic }) => valence < 0 && isPublic),
])

/** Rates of exposures whose rate horizon is over, counted as the reports count them. */
function measure(which: (experience: SampleExperience) => boolean) {
  const matured = world.experiences.filter(
    (each) => which(each) && each.at.getTime() < Date.parse(today) - 31 * day,
  )
  const rate = (told: typeof shares, days: number) =>
    matured.filter((each) => within(told.get(keyOf(each)) ?? [], each.at, days)).length /
    matured.length
  return { n: matured.length, share: rate(shares, 30), complaint: rate(complaints, 14) }
}

/** Half-width that a true rate leaves in one of a million samples. */
function slack(rate: number, n: number): number {
  return 5 * Math.sqrt((rate * (1 - rate)) / n)
}

describe('the sample world', () => {
  it('is the same for the same day, and another for another', () => {
    const of = { until: new Date('2026-11-22T04:00:00Z'), scale: 0.01 }
    const shape = (seenOn: string) => JSON.stringify(makeWorld({ ...of, today: seenOn }), bigints)
    expect(shape(today)).toBe(shape(today))
    expect(shape(today)).not.toBe(shape('2026-11-21'))
  })

  it('has about 20 000 customers and 200 000 experiences, none in the future', () => {
    expect(world.customers.length).toBeGreaterThan(19_500)
    expect(world.customers.length).toBeLessThan(21_500)
    expect(world.experiences.length).toBeGreaterThan(195_000)
    expect(world.experiences.length).toBeLessThan(205_000)
    expect(world.experiences.at(-1)?.at.getTime()).toBeLessThan(Date.parse('2026-11-22T04:00:00Z'))
  })

  it('has content today and this week', () => {
    const since = (days: number) => Date.parse('2026-11-21T16:00:00Z') - days * day
    const countSince = (all: { at: Date }[], instant: number) =>
      all.filter(({ at }) => at.getTime() >= instant).length
    expect(countSince(world.experiences, since(0))).toBeGreaterThan(30)
    expect(countSince(world.shares, since(6))).toBeGreaterThan(30)
    expect(countSince(world.complaints, since(6))).toBeGreaterThan(10)
  })

  it.each(momentTruths.map((truth, index) => ({ ...truth, momentNo: index + 1 })))(
    'plants the steady rates of $name',
    ({ momentNo, shareRate, complaintRate }) => {
      const measured = measure((each) => each.momentNo === momentNo && isSteady(each))
      expect(Math.abs(measured.share - shareRate)).toBeLessThan(slack(shareRate, measured.n))
      expect(Math.abs(measured.complaint - complaintRate)).toBeLessThan(
        slack(complaintRate, measured.n),
      )
    },
  )

  it('[row 50] plants the water bottles: shares at 离店 rise from 6 % to 10 % from their month on', () => {
    const from = month(bottles.monthsAgo)
    const after = measure((each) => each.momentNo === 14 && dayOf(each.at) >= from)
    const before = measure((each) => each.momentNo === 14 && dayOf(each.at) < from)
    expect(Math.abs(after.share - 0.1)).toBeLessThan(slack(0.1, after.n))
    expect(Math.abs(before.share - 0.06)).toBeLessThan(slack(0.06, before.n))
    expect(after.share - before.share).toBeGreaterThan(0.02)
  })

  it('[row 52] plants the practice that one hotel lets slip', () => {
    const from = month(slip.monthsAgo)
    const desk = (locationNo: number) =>
      measure(
        ({ momentNo, at, stay }) =>
          momentNo === 6 && dayOf(at) >= from && stay.locationNo === locationNo,
      )
    expect(desk(3).share).toBeLessThan(desk(1).share - 0.01)
    expect(desk(3).complaint).toBeGreaterThan(desk(1).complaint + 0.015)
    expect(desk(3).complaint).toBeGreaterThan(desk(2).complaint + 0.015)
  })

  it('plants the weekend dip of breakfast', () => {
    const breakfast = (weekend: boolean) =>
      measure((each) => each.momentNo === 12 && isWeekend(dayOf(each.at)) === weekend)
    const [busy, calm] = [breakfast(true), breakfast(false)]
    expect(Math.abs(busy.share - weekendBreakfast.shareRate)).toBeLessThan(
      slack(weekendBreakfast.shareRate, busy.n),
    )
    expect(busy.complaint).toBeGreaterThan(calm.complaint + 0.01)
  })

  it('makes the telephone the valley and leaves the wake-up call too few to tell', () => {
    const scores = (momentNo: number) =>
      world.experiences.flatMap((each) =>
        each.momentNo === momentNo && each.score !== null ? [each.score] : [],
      )
    const valleys = scores(11).filter((score) => score <= -3).length / scores(11).length
    expect(valleys).toBeGreaterThan(0.45)
    const lastYear = world.experiences.filter(
      ({ momentNo, at }) => momentNo === 10 && at.getTime() > Date.parse(today) - 365 * day,
    )
    expect(lastYear.length).toBeLessThan(120)
  })
})

function isSteady({ momentNo, at, stay }: SampleExperience): boolean {
  const on = dayOf(at)
  if (momentNo === bottles.momentNo) return on < month(bottles.monthsAgo)
  if (momentNo === slip.momentNo && stay.locationNo === slip.locationNo) {
    return on < month(slip.monthsAgo)
  }
  return momentNo !== weekendBreakfast.momentNo || !isWeekend(on)
}

function keyOf({ stay, momentNo }: { stay: { externalId: string }; momentNo: number | null }) {
  return `${stay.externalId}-${momentNo}`
}

function group<T extends { stay: { externalId: string }; momentNo: number | null; at: Date }>(
  told: T[],
) {
  const groups = new Map<string, { at: Date }[]>()
  for (const each of told) {
    const known = groups.get(keyOf(each))
    if (known) known.push(each)
    else groups.set(keyOf(each), [each])
  }
  return groups
}

function bigints(_: string, value: unknown) {
  return typeof value === 'bigint' ? String(value) : value
}
