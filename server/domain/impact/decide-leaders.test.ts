import { describe, expect, test } from 'vitest'
import { decideLeaders } from './decide-leaders.ts'
import { measureRate } from './measure-rate.ts'

function world(...counts: [x: number, n: number][]) {
  return counts.map(([x, n], index) => ({ momentNo: index + 1, rate: measureRate(x, n) }))
}

describe('which moments lead', () => {
  test('one whose interval lies above all others is named', () => {
    expect(decideLeaders(world([50, 1000], [200, 1000], [60, 1000]))).toEqual({
      kind: 'one',
      momentNos: [2],
    })
  })

  test('two that overlap are named together, the higher first, and not ranked', () => {
    expect(decideLeaders(world([20, 1000], [195, 1000], [200, 1000], [30, 1000]))).toEqual({
      kind: 'group',
      momentNos: [3, 2],
    })
  })

  test('where everything overlaps nobody is named', () => {
    expect(decideLeaders(world([50, 1000], [55, 1000], [60, 1000]))).toEqual({ kind: 'level' })
    expect(decideLeaders(world([50, 1000], [55, 1000]))).toEqual({ kind: 'level' })
  })

  test('more than three that cannot be told apart are no finding', () => {
    const counts: [number, number][] = [
      [200, 1000],
      [205, 1000],
      [210, 1000],
      [207, 1000],
      [10, 1000],
    ]
    expect(decideLeaders(world(...counts))).toEqual({ kind: 'level' })
  })

  test('a moment with too few exposures never leads, however high its rate', () => {
    expect(decideLeaders(world([8, 10], [100, 1000], [20, 1000]))).toEqual({
      kind: 'one',
      momentNos: [2],
    })
  })

  test('one moment alone is told, but not as a winner', () => {
    expect(decideLeaders(world([100, 1000], [3, 10]))).toEqual({ kind: 'single', momentNos: [1] })
  })

  test('too few everywhere, nothing at all and no data are three different answers', () => {
    expect(decideLeaders(world([3, 10], [0, 5]))).toEqual({ kind: 'too-few' })
    expect(decideLeaders(world([0, 1000], [0, 900]))).toEqual({ kind: 'none' })
    expect(decideLeaders(world([0, 0]))).toEqual({ kind: 'no-data' })
    expect(decideLeaders([])).toEqual({ kind: 'no-data' })
  })
})
