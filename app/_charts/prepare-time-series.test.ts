import { describe, expect, test } from 'vitest'
import { prepareTimeSeries } from './prepare-time-series.ts'

const keys = ['told'] as const
const months = [
  { start: '2026-09-01', told: 3 },
  { start: '2026-10-01', told: 0 },
  { start: '2026-11-01', told: 7 },
]

describe('lines over time', () => {
  test('dash the stretch to a month that is not over, and keep its count out of the whole line', () => {
    const plot = prepareTimeSeries(months, { keys, bucket: 'month', today: '2026-11-21' })
    expect(plot.hasOpenEnd).toBe(true)
    expect(plot.points).toEqual([
      { start: '2026-09-01', told: 3 },
      { start: '2026-10-01', told: 0, 'told.open': 0 },
      { start: '2026-11-01', 'told.open': 7 },
    ])
  })

  test('draw every bucket whole when the last one is over', () => {
    const plot = prepareTimeSeries(months, { keys, bucket: 'month', today: '2026-12-01' })
    expect(plot.hasOpenEnd).toBe(false)
    expect(plot.points.at(-1)).toEqual({ start: '2026-11-01', told: 7 })
  })

  test.each([
    [0, 4],
    [4, 4],
    [5, 8],
    [11, 20],
    [41, 80],
    [100, 100],
    [101, 200],
  ])('end the axis of counts up to %d at %d', (told, top) => {
    const points = [{ start: '2026-01-01', told }]
    expect(prepareTimeSeries(points, { keys, bucket: 'day', today: '2026-02-01' }).top).toBe(top)
  })

  test('are empty without points', () => {
    const plot = prepareTimeSeries([], { keys, bucket: 'week', today: '2026-02-01' })
    expect(plot).toEqual({ keys, points: [], top: 4, hasOpenEnd: false })
  })
})
