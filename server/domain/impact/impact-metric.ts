import { addDays } from '../period.ts'

/** What a customer did after a moment. */
export type Outcome = 'share' | 'complaint'

/**
 * How the Impact page counts. A changed rule is a new version, so that a figure can always be reckoned again.
 *
 * The rate horizon is how long after an exposure an outcome still counts in its rate, in days.
 */
export const IMPACT_METRIC = {
  version: 'm1',
  horizonDays: { share: 30, complaint: 14 },
} as const satisfies { version: string; horizonDays: Record<Outcome, number> }

/**
 * The first business day that is too young for the rate: on every earlier day the horizon of all its exposures has passed,
 * today not counted.
 */
export function maturedUntil(outcome: Outcome, today: string): string {
  return addDays(today, -IMPACT_METRIC.horizonDays[outcome])
}
