import { describe, expect, test } from 'vitest'
import { impactAddress, loadImpactSearch, placeOf, questionOf } from './impact-search.ts'

describe('the address of the Impact page', () => {
  test('an empty one asks for twelve months against the twelve before, everywhere', () => {
    const search = loadImpactSearch('')
    expect(questionOf(search)).toEqual({ period: '12m', compare: 'previous', locationNo: null })
    expect(search.open).toBeNull()
  })

  test('what it does not know is as if it were not there', () => {
    const search = loadImpactSearch(
      '?period=tomorrow&compare=moon&location=here&order=up&view=pie&open=14.gossip.outcome.matured&utm=x',
    )
    expect(search).toEqual(loadImpactSearch(''))
  })

  test('it reads back what it says, and stays relative', () => {
    const search = {
      ...loadImpactSearch(''),
      period: { preset: '28d' as const },
      compare: 'year' as const,
      location: 2,
      open: {
        momentNo: 14,
        outcome: 'share' as const,
        only: 'outcome' as const,
        cohort: 'matured' as const,
      },
    }
    const address = impactAddress('/impact', search)
    expect(address).toContain('period=28d')
    expect(loadImpactSearch(address.slice('/impact'.length))).toEqual(search)
  })

  test('a location that cannot be is none', () => {
    expect([placeOf(-1), placeOf(99_999), placeOf(0), placeOf(3)]).toEqual([null, null, 0, 3])
  })
})
