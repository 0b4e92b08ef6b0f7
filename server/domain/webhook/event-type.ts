/**
 * What other systems may hear of. No type speaks of a thank-you, an amount or a policy: nothing of money leaves through this door.
 */
export const WEBHOOK_EVENT_TYPES = [
  'experience.recorded',
  'share.recorded',
  'complaint.recorded',
  'referral.claimed',
  'referral.confirmed',
  'referral.visited',
  'referral.bought',
  'referral.kept',
  'referral.voided',
  'import.finished',
] as const
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number]

/** What another system may tell us of, as it names it in `type`. */
export const WEBHOOK_FACT_TYPES = [
  'customer.recorded',
  'experience.recorded',
  'share.recorded',
  'complaint.recorded',
  'order.recorded',
  'refund.recorded',
] as const
export type WebhookFactType = (typeof WEBHOOK_FACT_TYPES)[number]

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const RECEIPT_STATES = ['received', 'recorded', 'partly', 'refused', 'failed'] as const
export type ReceiptState = (typeof RECEIPT_STATES)[number]

/** Why nothing was answered. */
export const SEND_FAILURES = [
  'timeout',
  'connection',
  'certificate',
  'name-unknown',
  'address-refused',
] as const
export type SendFailure = (typeof SEND_FAILURES)[number]
