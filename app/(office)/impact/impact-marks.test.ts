import { expect, test } from 'vitest'
import { divergingRowOf, inOrder } from './impact-marks.ts'

function figure(rate: number | null) {
  const measured = {
    x: 0,
    n: rate === null ? 0 : 100,
    rate,
    low: rate,
    high: rate,
    verdict: rate === null ? ('no-data' as const) : ('told' as const),
    moreNeeded: 0,
  }
  return {
    rate: measured,
    young: { ...measured, rate: null },
    lateCount: 0,
    change: null,
  }
}

const rows = [
  { momentNo: 1, share: figure(0.1), complaint: figure(0.3) },
  { momentNo: 2, share: figure(null), complaint: figure(0.2) },
  { momentNo: 3, share: figure(0.2), complaint: figure(0.1) },
]

test('rows stand in journey order, or by a rate with the highest first and what has none last', () => {
  const order = (by: 'journey' | 'share' | 'complaint') =>
    inOrder(rows, by).map((row) => row.momentNo)
  expect(order('journey')).toEqual([1, 2, 3])
  expect(order('share')).toEqual([3, 1, 2])
  expect(order('complaint')).toEqual([1, 2, 3])
})

test('complaints are the left side and shares the right, and no data stays a gap', () => {
  const drawn = divergingRowOf({ momentNo: 2, share: figure(null), complaint: figure(0.2) })
  expect(drawn).toMatchObject({ key: '2', left: { rate: 0.2 }, right: { rate: null } })
})
