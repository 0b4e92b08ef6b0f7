import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Reading } from './reading.ts'
import { Difference, unequal } from './rollup-difference.ts'

/** One counted table as (measure, part, currency, day, count, amount), written apart from the triggers that it checks. */
const day = (instant: string) => `(${instant} AT TIME ZONE o.time_zone)::date`
const of = (table: string) =>
  `FROM organizations o JOIN ${table} f ON f.organization_id = o.id WHERE o.id = $1`

const FACTS = [
  `SELECT 'share', '', '', ${day('f.occurred_at')}, count(*), 0 ${of('shares')} GROUP BY 4`,
  `SELECT 'complaint', '', '', ${day('f.occurred_at')}, count(*), 0 ${of('complaints')} GROUP BY 4`,
  `SELECT 'order', '', f.currency::text, ${day('f.occurred_at')}, count(*), sum(f.amount_minor) ${of('orders')} GROUP BY 3, 4`,
  `SELECT 'refund', '', f.currency::text, ${day('f.occurred_at')}, count(*), sum(f.amount_minor) ${of('refunds')} GROUP BY 3, 4`,
  ...[
    ['claimed', 'true'],
    ['confirmed', 'f.confirmed_at IS NOT NULL'],
    ['visited', 'f.visited_at IS NOT NULL'],
    ['bought', 'f.bought_at IS NOT NULL'],
    ['kept', 'f.kept_at IS NOT NULL'],
    ['void', `f.state = 'void'`],
    ['waiting', `f.state = 'claimed' AND NOT f.is_history`],
  ].map(
    ([part, condition]) =>
      `SELECT 'referral-cohort', '${part}', '', ${day('f.claimed_at')}, count(*), 0 ${of('referrals')} AND ${condition} GROUP BY 4`,
  ),
  ...['bought', 'kept'].map(
    (part) =>
      `SELECT 'referral-step', '${part}', '', ${day(`f.${part}_at`)}, count(*), 0 ${of('referrals')} AND f.${part}_at IS NOT NULL GROUP BY 4`,
  ),
  `SELECT 'commission', f.policy_id::text, f.currency::text, ${day('f.proposed_at')}, count(*), 0 ${of('commissions')} GROUP BY 2, 3, 4`,
  `SELECT 'entry', coalesce((SELECT s.to_state FROM commission_entry_outcomes s WHERE s.organization_id = o.id AND s.entry_id = f.id), 'open'),
     f.currency::text, ${day('f.proposed_at')}, count(*), sum(f.amount_minor) ${of('commission_entries')} GROUP BY 2, 3, 4`,
  ...['debit', 'credit'].map(
    (leg) =>
      `SELECT 'ledger-${leg}', (SELECT a.code FROM ledger_accounts a WHERE a.organization_id = o.id AND a.id = f.${leg}_account_id),
         f.currency::text, ${day('f.recorded_at')}, count(*), sum(f.amount_minor) ${of('ledger_entries')} GROUP BY 2, 3, 4`,
  ),
]

/**
 * Answers count where their run has ended: at each place of an end, and once over all. OFFSET keeps exposures a question of their own: joined
 * directly to other tables under row-level security they crash a cluster.
 */
const ANSWERS = ['x.location_no::text', `'all'`].map(
  (place) =>
    `SELECT 'answer', concat(CASE WHEN is_worth_it THEN 'yes:' ELSE 'no:' END, place), '', episode_day, count(*), 0 FROM (
       SELECT DISTINCT a.customer_id, a.episode_id, a.episode_day, a.is_worth_it, ${place} AS place FROM episode_answers a
       JOIN (SELECT customer_id, episode_day, episode_id, location_no FROM exposures
         WHERE organization_id = $1
           AND moment_no = ANY (ARRAY(SELECT moment_no FROM moments WHERE organization_id = $1 AND is_end)) OFFSET 0) x
         USING (customer_id, episode_day, episode_id)
       WHERE a.organization_id = $1) ended GROUP BY 2, 4`,
)

/** A claim's last share in time before it, and how far the referral came that it won. */
const LAST_SHARE = `SELECT DISTINCT ON (c.id) c.id, c.moment_no, c.taken_back_at IS NULL AS is_enquiry,
    r.visited_at IS NOT NULL AS is_visit, r.bought_at IS NOT NULL AS is_deal, e.episode_day, e.location_no
  FROM referral_claims c JOIN (
    SELECT customer_id, moment_no, episode_day, episode_id, location_no, shared_at FROM exposures
    WHERE organization_id = $1 AND shared_at IS NOT NULL
      AND shared_at <= exposed_at + interval '${IMPACT_METRIC.horizonDays.share} days' OFFSET 0) e
    ON e.customer_id = c.referrer_id AND e.moment_no = c.moment_no AND e.shared_at <= c.occurred_at
  LEFT JOIN referrals r ON r.organization_id = $1 AND r.winning_claim_id = c.id AND r.voided_at IS NULL
  WHERE c.organization_id = $1
  ORDER BY c.id, e.shared_at DESC, e.episode_day DESC, e.episode_id`

const ENQUIRIES = [
  ['enquiry', 'is_enquiry'],
  ['enquiry-visit', 'is_visit'],
  ['enquiry-deal', 'is_visit AND is_deal'],
].flatMap(([measure, condition]) =>
  ['location_no::text', `'all'`].map(
    (place) => `SELECT '${measure}', concat(moment_no, ':', ${place}), '', episode_day, count(*), 0
      FROM (${LAST_SHARE}) AS told WHERE ${condition} GROUP BY 2, 4`,
  ),
)

/** What is counted by exposures lies on other nodes of a cluster than the rest, and is asked apart: Citus crashes on one statement over both. */
const BY_EXPOSURES = `measure IN ('answer', 'enquiry', 'enquiry-visit', 'enquiry-deal')`

function unequalCounts(wanted: string[], measures: string): string {
  return unequal(
    'count-day',
    { keys: ['measure', 'part', 'currency', 'day'], columns: ['count', 'amount_minor'] },
    {
      wanted: wanted.join('\nUNION ALL '),
      stored: ['count_days', 'count_day_deltas']
        .map(
          (table) =>
            `SELECT measure, part, currency, day, count, amount_minor FROM ${table} WHERE organization_id = $1 AND ${measures}`,
        )
        .join(' UNION ALL '),
    },
  )
}

const COUNTS = [
  unequalCounts(FACTS, `NOT ${BY_EXPOSURES}`),
  unequalCounts([...ANSWERS, ...ENQUIRIES], BY_EXPOSURES),
]

/** Recounts everything that is counted by day and is no exposure: shares, orders, referrals, money. One read of each table. */
export async function findCountDifferences(db: Reading): Promise<Difference[]> {
  const found: Difference[] = []
  for (const question of COUNTS)
    found.push(...(await db.rows(Difference, question, [db.organizationId])))
  return found
}
