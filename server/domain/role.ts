export const ROLES = ['owner', 'finance', 'marketing', 'staff', 'auditor'] as const

/** What a member is in one organization. */
export type Role = (typeof ROLES)[number]
