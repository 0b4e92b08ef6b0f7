import { describe, expect, test } from 'vitest'
import { ROLES } from '#server/domain/role.ts'
import { landingOf, placesFor, thumbPlacesFor } from './navigation.ts'

describe('the way through the office', () => {
  test.each(ROLES)(
    '%s lands on, and has at the thumb, only places that are open to the role',
    (role) => {
      const open = placesFor(role)
      expect(open.map((place) => place.href)).toContain(landingOf(role))
      expect(open.map((place) => place.key)).toEqual(expect.arrayContaining(thumbPlacesFor(role)))
      expect(thumbPlacesFor(role).length).toBeLessThanOrEqual(4)
    },
  )

  test.each(['marketing', 'staff'] as const)('%s is shown no place about money', (role) => {
    expect(placesFor(role).filter((place) => place.group === 'money')).toEqual([])
  })

  test('no two places share a letter', () => {
    const letters = placesFor('owner').map((place) => place.letter)
    expect(new Set(letters).size).toBe(letters.length)
  })
})
