import type { Permission } from '../permission.ts'

/** What an owner may let a key do. A key only ever writes facts: no scope opens money, and none reads anything back. */
export const SCOPES = [
  'experiences:write',
  'shares:write',
  'complaints:write',
  'orders:write',
  'referrals:write',
  'customers:write',
  'names:write',
] as const
export type Scope = (typeof SCOPES)[number]

const OPENS: Record<Scope, readonly Permission[]> = {
  'experiences:write': ['experience.record'],
  'shares:write': ['share.record'],
  'complaints:write': ['complaint.record'],
  'orders:write': ['order.record'],
  'referrals:write': ['referral.claim'],
  'customers:write': ['customer.record'],
  'names:write': ['name.create'],
}

/** Whether scopes hold a permission. What is not named here, money above all, no key may do. */
export function scopesAllow(scopes: readonly Scope[], permission: Permission): boolean {
  return scopes.some((scope) => OPENS[scope].includes(permission))
}
