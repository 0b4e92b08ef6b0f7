import { expect, test } from 'vitest'
import { decidePlace } from './decide-place.ts'

const place = '019a0000-0000-7000-8000-000000000001'

test('staff stay at their location', () => {
  expect(decidePlace({ role: 'staff', locationId: place })).toBe(place)
})

test('refuses staff without a location', () => {
  expect(() => decidePlace({ role: 'staff', locationId: null })).toThrow(
    expect.objectContaining({ problem: { kind: 'rule-broken', rule: 'location-required' } }),
  )
})

test('every other role works everywhere, whatever was chosen before', () => {
  expect(decidePlace({ role: 'marketing', locationId: place })).toBeNull()
  expect(decidePlace({ role: 'owner', locationId: null })).toBeNull()
})
