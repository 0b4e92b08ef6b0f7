import { expect, test } from 'vitest'
import { prepareDays } from './prepare-days.ts'

const on = (day: string, id: number) => ({ day, id })

test('neighbours of one day stand together, in the order they came', () => {
  const events = [on('2026-03-02', 1), on('2026-03-02', 2), on('2026-03-01', 3)]
  expect(prepareDays(events)).toEqual([
    { day: '2026-03-02', events: [on('2026-03-02', 1), on('2026-03-02', 2)] },
    { day: '2026-03-01', events: [on('2026-03-01', 3)] },
  ])
})

test('a day that two pages share is one day, and nothing is lost or doubled', () => {
  const pages = [[on('2026-03-02', 1)], [on('2026-03-02', 2), on('2026-03-01', 3)]]
  const days = prepareDays(pages.flat())
  expect(days).toHaveLength(2)
  expect(days.flatMap((day) => day.events)).toEqual(pages.flat())
})

test('nothing is no day', () => {
  expect(prepareDays([])).toEqual([])
})
