import { listOrganizationIds } from '#server/db/organization-ids.ts'

/** Every organization's id; for jobs and commands, which then ask in the name of each. */
export function allOrganizations(): Promise<string[]> {
  return listOrganizationIds()
}
