import { describe, expect, test } from 'vitest'
import { prepareDivergingBars, type SideFigure } from './prepare-diverging-bars.ts'

function told(rate: number, low: number, high: number): SideFigure {
  return { rate, low, high, verdict: 'told', youngRate: null }
}
const NO_DATA: SideFigure = {
  rate: null,
  low: null,
  high: null,
  verdict: 'no-data',
  youngRate: null,
}

describe('bars to both sides', () => {
  test('a share reaches right, a complaint left, and the whisker arms of a complaint are swapped', () => {
    const plot = prepareDivergingBars([
      { key: 'a', left: told(0.1, 0.08, 0.15), right: told(0.2, 0.15, 0.3) },
    ])
    const [mark] = plot.marks
    expect(mark?.right.value).toBeCloseTo(0.2)
    expect(mark?.right.whisker?.[0]).toBeCloseTo(0.05)
    expect(mark?.right.whisker?.[1]).toBeCloseTo(0.1)
    expect(mark?.left.value).toBeCloseTo(-0.1)
    // −0.1 − 0.05 = −0.15 is the upper end of the interval, drawn farther left.
    expect(mark?.left.whisker?.[0]).toBeCloseTo(0.05)
    expect(mark?.left.whisker?.[1]).toBeCloseTo(0.02)
  })

  test('no data is a gap and 0 % is a mark', () => {
    const plot = prepareDivergingBars([{ key: 'a', left: NO_DATA, right: told(0, 0, 0.04) }])
    expect(plot.marks[0]?.left).toMatchObject({ value: null, whisker: null, isGrey: true })
    expect(plot.marks[0]?.right).toMatchObject({ value: 0, isGrey: false })
  })

  test('both sides have one scale that reaches the widest telling interval', () => {
    const plot = prepareDivergingBars([
      { key: 'a', left: told(0.1, 0.08, 0.12), right: told(0.2, 0.15, 0.24) },
    ])
    expect(plot.domain).toEqual([-0.12, 0.24])
    expect(plot.ticks).toEqual([-0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2])
  })

  test('an interval of too few is grey and cut off instead of pressing the others flat', () => {
    const few: SideFigure = {
      rate: 0.5,
      low: 0.15,
      high: 0.85,
      verdict: 'too-few',
      youngRate: null,
    }
    const plot = prepareDivergingBars([
      { key: 'a', left: told(0.02, 0.01, 0.03), right: told(0.1, 0.08, 0.12) },
      { key: 'b', left: NO_DATA, right: few },
    ])
    expect(plot.domain[1]).toBe(0.12)
    expect(plot.marks[1]?.right).toMatchObject({ value: 0.12, isGrey: true, reach: 1 })
    expect(plot.marks[1]?.right.whisker?.[1]).toBe(0)
  })

  test('where all are too few, the axis still reaches them', () => {
    const few: SideFigure = {
      rate: 0.5,
      low: 0.15,
      high: 0.85,
      verdict: 'too-few',
      youngRate: null,
    }
    expect(prepareDivergingBars([{ key: 'a', left: few, right: few }]).domain).toEqual([
      -0.85, 0.85,
    ])
  })

  test('a side with small values keeps enough room to be seen and hit', () => {
    const plot = prepareDivergingBars([
      { key: 'a', left: told(0.001, 0, 0.003), right: told(0.5, 0.4, 0.6) },
    ])
    expect(plot.domain[0]).toBeCloseTo(-0.18)
  })

  test('what young cohorts did so far is drawn beside, never added', () => {
    const plot = prepareDivergingBars([
      {
        key: 'a',
        left: { ...told(0.1, 0.08, 0.12), youngRate: 0.05 },
        right: { ...NO_DATA, youngRate: 0.9 },
      },
    ])
    expect(plot.marks[0]?.left.youngValue).toBeCloseTo(-0.05)
    expect(plot.marks[0]?.right).toMatchObject({ value: null, youngValue: plot.domain[1] })
  })

  test('without any row there is still an axis', () => {
    expect(prepareDivergingBars([])).toEqual({
      marks: [],
      domain: [-0.02, 0.02],
      ticks: [-0.02, -0.015, -0.01, -0.005, 0, 0.005, 0.01, 0.015, 0.02],
    })
  })
})
