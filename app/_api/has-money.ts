import type { Role } from '#server/domain/role.ts'

/** Whether a role may see amounts and policies of thank-yous: then it gets their words too. */
export function hasMoney(role: Role): boolean {
  return role === 'owner' || role === 'finance' || role === 'auditor'
}
