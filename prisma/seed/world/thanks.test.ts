import { expect, it } from 'vitest'
import { dayNumber, dayText } from './calendar.ts'
import { makeWorld } from './world.ts'

// Every month's beginning, middle and end, on other weekdays each.
const days = Array.from({ length: 13 }, (_, at) => dayText(dayNumber('2026-11-22') + at * 29))

it.each(days)('every stage of a thank-you occurs in a small world on %s', (today) => {
  const until = new Date(`${today}T03:00:00Z`)
  const { thanks, refunds } = makeWorld({ today, until, scale: 0.02 })
  const daysAgo = (at: Date | null) => (at ? (until.getTime() - at.getTime()) / 86_400_000 : null)
  const count = (which: (one: (typeof thanks)[number]) => boolean) => thanks.filter(which).length
  const decidedWithin = (from: number, to: number) =>
    count(({ decidedAt, answeredAt, decision }) => {
      const ago = daysAgo(decidedAt)
      return (
        decision === 'approve' && answeredAt !== null && ago !== null && ago >= from && ago < to
      )
    })

  expect(count(({ decidedAt }) => decidedAt === null)).toBeGreaterThanOrEqual(3)
  expect(count(({ decision }) => decision === 'hold')).toBe(1)
  expect(count(({ decision }) => decision === 'once')).toBe(1)
  expect(count(({ decision }) => decision === 'reject')).toBeGreaterThanOrEqual(1)
  expect(decidedWithin(0.5, 2)).toBeGreaterThanOrEqual(2)
  expect(decidedWithin(3, 5)).toBeGreaterThanOrEqual(2)
  expect(decidedWithin(9, 11)).toBeGreaterThanOrEqual(3)
  for (const bank of ['returned', 'returned-later', 'refused']) {
    expect(count(({ bankSays }) => bankSays === bank)).toBeGreaterThanOrEqual(1)
  }
  expect(refunds.filter(({ externalId }) => externalId.endsWith('-F9'))).toHaveLength(2)
  expect(count(({ keptAt }) => keptAt > until)).toBe(0)
})
