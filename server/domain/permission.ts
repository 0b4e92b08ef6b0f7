import type { Role } from './role.ts'

/**
 * Who may do what (shared/spec/money.md, "Who may do what"). Spelled like operations; `job` is the clock as a caller.
 * Marketing and staff hold no permission that shows an amount or a policy of a thank-you.
 */
const PERMISSIONS = {
  'organization.read': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'organization.settings': ['owner', 'finance', 'auditor'],
  'organization.change': ['owner'],
  'organization.create': ['job'],
  'organization.remove': ['job'],
  'profile.change': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'member.read': ['owner', 'auditor'],
  'member.change': ['owner'],
  'location.change': ['owner'],
  'api-key.read': ['owner', 'auditor'],
  'api-key.change': ['owner'],
  'door.sweep': ['job'],
  'name.create': ['owner', 'marketing', 'job'],
  'moment.read': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'moment.change': ['owner'],
  'customer.read': ['owner', 'finance', 'marketing', 'auditor'],
  'customer.find': ['owner', 'finance', 'marketing', 'staff', 'auditor'],
  'customer.record': ['owner', 'marketing', 'staff', 'job'],
  'customer.change': ['owner', 'marketing'],
  'customer.reveal': ['owner', 'marketing'],
  'experience.record': ['owner', 'marketing', 'staff', 'job'],
  'episode.answer': ['owner', 'marketing', 'staff', 'job'],
  'share.record': ['owner', 'marketing', 'staff', 'job'],
  'complaint.record': ['owner', 'marketing', 'staff', 'job'],
  'order.record': ['owner', 'finance', 'marketing', 'job'],
  'import.read': ['owner', 'finance', 'marketing', 'auditor', 'job'],
  'import.run': ['owner', 'marketing', 'job'],
  'webhook.read': ['owner', 'auditor'],
  'webhook.change': ['owner'],
  'webhook.deliver': ['job'],
  'webhook.receive': ['job'],
  'webhook.forget': ['job'],
  'rollup.merge': ['job'],
  'rollup.verify': ['job'],
  'partition.make': ['job'],
  'partition.archive': ['job'],
  'alarm.read': ['owner', 'auditor'],
  'impact.read': ['owner', 'finance', 'marketing', 'auditor'],
  'audit.read': ['owner', 'finance', 'auditor', 'job'],
  'referral.read': ['owner', 'finance', 'marketing', 'auditor'],
  'referral.claim': ['owner', 'marketing', 'staff', 'job'],
  'referral.advance': ['owner', 'marketing', 'staff', 'job'],
  'referral.void': ['owner', 'marketing'],
  'referral.keep': ['owner', 'finance', 'job'],
  'commission.read': ['owner', 'finance', 'auditor'],
  'commission.propose': ['finance', 'job'],
  'commission.approve': ['finance'],
  'commission.reject': ['finance'],
  'commission.hold': ['finance'],
  'policy.read': ['owner', 'finance', 'auditor'],
  'policy.draft': ['finance'],
  'policy.seal': ['owner'],
  'payee.request': ['finance'],
  'payee.reveal': ['owner', 'finance'],
  'payee.answer': ['job'],
  'payout.read': ['owner', 'finance', 'auditor'],
  'payout.draft': ['finance'],
  'payout.freeze': ['finance'],
  'payout.release': ['owner', 'finance'],
  'payout.cancel': ['owner', 'finance'],
  'payout.export': ['finance'],
  'payout.settle': ['finance'],
  'ledger.read': ['owner', 'finance', 'auditor'],
} as const satisfies Record<string, readonly (Role | 'job')[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether a role may do it. Used by the browser to show only what works; the operation asks again. */
export function can(role: Role | 'job', permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly string[]).includes(role)
}
