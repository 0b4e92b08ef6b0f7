import { findOrganizations } from '#server/db/find-organization.ts'

/** Organizations with this id or name; for commands, which name one before they act in it. */
export function organizationsNamed(named: string): Promise<{ id: string; name: string }[]> {
  return findOrganizations(named)
}
