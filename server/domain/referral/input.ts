import { z } from 'zod'
import { CustomerRef, Instant, identity, optionalText } from '../fact/input.ts'
import { PeriodText } from '../impact/input.ts'
import { CURSOR } from '../list-cursor.ts'

export const REFERRAL_STATES = [
  'claimed',
  'confirmed',
  'visited',
  'bought',
  'kept',
  'void',
] as const
export type ReferralState = (typeof REFERRAL_STATES)[number]

/** How we came to know, the strongest first. */
export const EVIDENCE_KINDS = ['link', 'code', 'asked', 'staff', 'import'] as const

/** A claim as a file or a system tells it: two customers by the business's own ids. */
export const ReferralItem = z.strictObject({
  ...identity,
  /** Who told. */
  referrer: CustomerRef,
  /** Who was told. */
  referee: CustomerRef,
  occurredAt: Instant,
  evidence: optionalText(500),
  /** From an earlier programme that promised something: marked, never paid here. */
  isHistory: z.boolean().default(false),
})
export type ReferralItem = z.infer<typeof ReferralItem>

/** Somebody says that this customer told that one. */
export const ReferralClaim = z.strictObject({
  ...identity,
  referrerId: z.uuid(),
  refereeId: z.uuid(),
  evidenceKind: z.enum(EVIDENCE_KINDS),
  evidence: optionalText(500),
  occurredAt: Instant,
  /** What made them tell: the moment, or one experience of it. The newest experience of the moment is taken where none is named. */
  momentNo: z.number().int().min(1).max(32_767).nullish(),
  experience: z.strictObject({ occurredAt: Instant, id: z.uuid() }).nullish(),
  /** From an earlier programme that promised something: marked, never paid here. */
  isHistory: z.boolean().default(false),
  importId: z.uuid().nullish(),
})
export type ReferralClaim = z.infer<typeof ReferralClaim>

export const ClaimReferrals = z.strictObject({ claims: z.array(ReferralClaim).min(1).max(1000) })
export type ClaimReferrals = z.infer<typeof ClaimReferrals>

export const ReferralStep = z.strictObject({
  referralId: z.uuid(),
  to: z.enum(['confirmed', 'visited', 'bought']),
  occurredAt: Instant,
  /** The order that it led to; needed for 'bought'. */
  orderId: z.uuid().nullish(),
  note: optionalText(500),
})
export type ReferralStep = z.infer<typeof ReferralStep>

export const AdvanceReferrals = z.strictObject({ steps: z.array(ReferralStep).min(1).max(1000) })
export type AdvanceReferrals = z.infer<typeof AdvanceReferrals>

export const VOID_REASONS = ['not-a-referral', 'duplicate', 'wrong-person', 'other'] as const

export const VoidReferral = z.strictObject({ id: z.uuid(), reason: z.enum(VOID_REASONS) })
export type VoidReferral = z.infer<typeof VoidReferral>

export const KeepReferrals = z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) })
export type KeepReferrals = z.infer<typeof KeepReferrals>

export const ReferralListQuestion = z.strictObject({
  states: z.array(z.enum(REFERRAL_STATES)).max(6).optional(),
  /** Of the claim. */
  period: PeriodText.optional(),
  customerId: z.uuid().optional(),
  cursor: z.string().regex(CURSOR).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ReferralListQuestion = z.infer<typeof ReferralListQuestion>

export const ChosenReferral = z.strictObject({ id: z.uuid() })
export type ChosenReferral = z.infer<typeof ChosenReferral>

export const ReferralFunnelQuestion = z.strictObject({ period: PeriodText })
export type ReferralFunnelQuestion = z.infer<typeof ReferralFunnelQuestion>

export const ReferralsOverTimeQuestion = z.strictObject({
  period: PeriodText,
  bucket: z.enum(['day', 'week', 'month']),
})
export type ReferralsOverTimeQuestion = z.infer<typeof ReferralsOverTimeQuestion>
