import { expect, test } from 'vitest'
import { prepareRows } from './prepare-rows.ts'

const on = (day: string, key: string) => ({ day, key })
const keysOf = (events: { day: string; key: string }[]) => prepareRows(events).map((row) => row.key)

test('each day is named once, before its events, in the order they came', () => {
  const events = [on('2026-03-02', 'a'), on('2026-03-02', 'b'), on('2026-03-01', 'c')]
  expect(keysOf(events)).toEqual(['2026-03-02', 'a', 'b', '2026-03-01', 'c'])
})

test('a day that two pages share is named once, and no event is lost or doubled', () => {
  const pages = [[on('2026-03-02', 'a')], [on('2026-03-02', 'b'), on('2026-03-01', 'c')]]
  expect(keysOf(pages.flat())).toEqual(['2026-03-02', 'a', 'b', '2026-03-01', 'c'])
})

test('nothing is no row', () => {
  expect(prepareRows([])).toEqual([])
})
