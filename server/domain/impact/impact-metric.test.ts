import { expect, test } from 'vitest'
import { maturedUntil } from './impact-metric.ts'

test('an exposure enters a rate on the first day whose beginning lies past its horizon', () => {
  // Exposed on 21 October, at the latest at midnight: thirty days later 21 November begins.
  expect(maturedUntil('share', '2026-11-21')).toBe('2026-10-22')
  expect(maturedUntil('complaint', '2026-11-21')).toBe('2026-11-07')
})
