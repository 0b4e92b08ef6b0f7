import { describe, expect, test } from 'vitest'
import { visibleKinds } from './visible-kinds.ts'

describe('visibleKinds', () => {
  test.each(['owner', 'finance', 'auditor'] as const)('%s sees thanks', (role) => {
    expect(visibleKinds(role)).toContain('thanks')
  })

  test.each(['marketing', 'staff', 'job'] as const)(
    '%s sees nothing of thanks, asked for or not',
    (role) => {
      expect(visibleKinds(role)).not.toContain('thanks')
      expect(visibleKinds(role, ['thanks'])).toEqual([])
    },
  )

  test('only what was asked for is left', () => {
    expect(visibleKinds('owner', ['share', 'complaint'])).toEqual(['share', 'complaint'])
  })
})
