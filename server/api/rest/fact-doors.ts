import type { ZodType } from 'zod'
import type { Actor } from '#server/domain/actor.ts'
import type { Scope } from '#server/domain/api-key/scope.ts'
import { ComplaintItem } from '#server/domain/complaint/input.ts'
import { CustomerItem } from '#server/domain/customer/input.ts'
import { ExperienceItem } from '#server/domain/experience/input.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/batch.ts'
import { OrderItem, RefundItem } from '#server/domain/order/input.ts'
import type { Permission } from '#server/domain/permission.ts'
import { ReferralItem } from '#server/domain/referral/input.ts'
import { ShareItem } from '#server/domain/share/input.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { recordOrders } from '#server/operations/order/record-orders.ts'
import { recordRefunds } from '#server/operations/order/record-refunds.ts'
import { recordReferrals } from '#server/operations/referral/record-referrals.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'

/** What systems may send: `POST /api/v1/{noun}` and `POST /api/v1/streams/{noun}`. */
export const FACT_NOUNS = [
  'experiences',
  'shares',
  'complaints',
  'orders',
  'refunds',
  'referrals',
  'customers',
] as const
export type FactNoun = (typeof FACT_NOUNS)[number]

export type FactDoor = {
  scope: Scope
  permission: Permission
  /** What one item must be: the door records by it, the reference is written from it. */
  shape: ZodType
  record: (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>
}

export const FACT_DOORS: Record<FactNoun, FactDoor> = {
  experiences: {
    scope: 'experiences:write',
    permission: 'experience.record',
    shape: ExperienceItem,
    record: recordExperiences,
  },
  shares: {
    scope: 'shares:write',
    permission: 'share.record',
    shape: ShareItem,
    record: recordShares,
  },
  complaints: {
    scope: 'complaints:write',
    permission: 'complaint.record',
    shape: ComplaintItem,
    record: recordComplaints,
  },
  orders: {
    scope: 'orders:write',
    permission: 'order.record',
    shape: OrderItem,
    record: recordOrders,
  },
  refunds: {
    scope: 'orders:write',
    permission: 'order.record',
    shape: RefundItem,
    record: recordRefunds,
  },
  referrals: {
    scope: 'referrals:write',
    permission: 'referral.claim',
    shape: ReferralItem,
    record: recordReferrals,
  },
  customers: {
    scope: 'customers:write',
    permission: 'customer.record',
    shape: CustomerItem,
    record: recordCustomers,
  },
}
