import { ruleBroken } from '../errors.ts'
import type { Role } from '../role.ts'

type Wish = { role: Role; locationId: string | null }

/**
 * Where a member records: staff at one location, which they need; everybody else everywhere.
 * @throws ProblemError rule-broken location-required, for staff without a location
 */
export function decidePlace({ role, locationId }: Wish): string | null {
  if (role !== 'staff') return null
  if (locationId === null) throw ruleBroken('location-required')
  return locationId
}
