import type { Role } from './role.ts'

/**
 * Who may do what (shared/spec/money.md, "Who may do what"). Spelled like operations; `job` is the clock as a caller.
 * Marketing and staff hold no permission that shows an amount or a policy of a thank-you.
 */
const PERMISSIONS = {
  'organization.read': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'organization.change': ['owner'],
  'member.read': ['owner', 'auditor'],
  'member.change': ['owner'],
  'location.change': ['owner'],
  'moment.read': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'moment.change': ['owner'],
  'customer.read': ['owner', 'finance', 'marketing', 'auditor'],
  'customer.find': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'customer.record': ['owner', 'marketing', 'staff'],
  'customer.reveal': ['owner', 'marketing'],
  'experience.record': ['owner', 'marketing', 'staff', 'job'],
  'share.record': ['owner', 'marketing', 'staff', 'job'],
  'complaint.record': ['owner', 'marketing', 'staff', 'job'],
  'order.record': ['owner', 'finance', 'marketing', 'job'],
  'import.read': ['owner', 'finance', 'marketing', 'auditor'],
  'import.run': ['owner', 'marketing', 'job'],
  'impact.read': ['owner', 'finance', 'marketing', 'auditor'],
  'audit.read': ['owner', 'finance', 'auditor'],
} as const satisfies Record<string, readonly (Role | 'job')[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether a role may do it. Used by the browser to show only what works; the operation asks again. */
export function can(role: Role | 'job', permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly string[]).includes(role)
}
