/** What happens between a customer and us, as the timeline parts it. Refunds stand with orders. */
export const TIMELINE_KINDS = [
  'experience',
  'share',
  'complaint',
  'order',
  'referral',
  'thanks',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

export const TIMELINE_DIRECTIONS = ['newest', 'oldest'] as const
export type TimelineDirection = (typeof TIMELINE_DIRECTIONS)[number]
