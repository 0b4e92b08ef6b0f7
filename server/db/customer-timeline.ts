import { z } from 'zod'
import type { TimelineDirection, TimelineKind } from '../domain/timeline/timeline-kind.ts'
import type { TimelinePlace } from '../domain/timeline/timeline-place.ts'
import { TimelineRow } from './customer-timeline-row.ts'
import type { Reading } from './reading.ts'

/** What one kind of event is read from: each source gives at, id, rank, kind, moment_no, location_no and its own data. */
type Source = { at: string; id: string; rank: string; select: string; from: string; where: string }

const EXPERIENCES: Source = {
  at: 'e.occurred_at',
  id: 'e.id',
  rank: '0',
  select: `'experience' AS kind, e.moment_no, e.location_no, jsonb_build_object('score', e.score, 'emotion', e.emotion,
    'note', e.note, 'staffRef', e.staff_ref, 'source', e.source) AS data`,
  from: 'experiences e',
  where: 'e.customer_id = $2',
}

const SHARES: Source = {
  at: 's.occurred_at',
  id: 's.id',
  rank: '0',
  select: `'share' AS kind, s.moment_no, s.location_no, jsonb_build_object('channel', s.channel, 'valence', s.valence,
    'isPublic', s.is_public, 'reach', s.reach, 'proof', s.proof, 'note', s.note, 'source', s.source) AS data`,
  from: 'shares s',
  where: 's.customer_id = $2',
}

const COMPLAINTS: Source = {
  at: 'k.occurred_at',
  id: 'k.id',
  rank: '0',
  select: `'complaint' AS kind, k.moment_no, k.location_no, jsonb_build_object('severity', k.severity,
    'isPublic', k.is_public, 'reach', k.reach, 'note', k.note, 'source', k.source) AS data`,
  from: 'complaints k',
  where: 'k.customer_id = $2',
}

const ORDERS: Source = {
  at: 'b.occurred_at',
  id: 'b.id',
  rank: '0',
  select: `'order' AS kind, NULL::smallint AS moment_no, b.location_no, jsonb_build_object('product', p.name,
    'amountMinor', b.amount_minor::text, 'currency', b.currency, 'deliveredAt', b.delivered_at, 'source', b.source,
    'refundedMinor', (SELECT coalesce(sum(f.amount_minor), 0)::text FROM refunds f
      WHERE f.organization_id = b.organization_id AND f.order_id = b.id)) AS data`,
  from: 'orders b JOIN products p ON p.organization_id = b.organization_id AND p.id = b.product_id',
  where: 'b.customer_id = $2',
}

const REFUNDS: Source = {
  at: 'f.occurred_at',
  id: 'f.id',
  rank: '0',
  select: `'refund' AS kind, NULL::smallint AS moment_no, b.location_no, jsonb_build_object('product', p.name,
    'amountMinor', f.amount_minor::text, 'currency', f.currency, 'reason', f.reason, 'source', f.source) AS data`,
  from: `orders b JOIN products p ON p.organization_id = b.organization_id AND p.id = b.product_id
    JOIN refunds f ON f.organization_id = b.organization_id AND f.order_id = b.id`,
  where: 'b.customer_id = $2',
}

const SIDE = `CASE WHEN r.referrer_id = $2 THEN 'made' ELSE 'received' END`
const OTHER = `(SELECT jsonb_build_object('id', o.id, 'name', o.name) FROM customers o WHERE o.organization_id = r.organization_id
    AND o.id = CASE WHEN r.referrer_id = $2 THEN r.referee_id ELSE r.referrer_id END AND o.erased_at IS NULL)`
const EITHER_SIDE = '(r.referrer_id = $2 OR r.referee_id = $2) AND r.organization_id = $1'

const CLAIMS: Source = {
  at: 'r.occurred_at',
  id: 'r.id',
  rank: '0',
  select: `'referral' AS kind, r.moment_no, 0::smallint AS location_no, jsonb_build_object('side', ${SIDE}, 'other', ${OTHER},
    'step', 'claimed', 'evidence', r.evidence_kind, 'note', r.evidence, 'source', r.source,
    'referralId', (SELECT w.id FROM referrals w WHERE w.organization_id = r.organization_id AND w.winning_claim_id = r.id LIMIT 1)) AS data`,
  from: 'referral_claims r',
  where: `${EITHER_SIDE} AND r.taken_back_at IS NULL`,
}

/** The steps of one referral share its id, and often a time: the rank keeps them in the order they are gone. */
const STEP_RANK = `array_position(ARRAY['claimed', 'confirmed', 'visited', 'bought', 'kept', 'void'], t.to_state)`

const STEPS: Source = {
  at: 't.occurred_at',
  id: 'r.id',
  rank: STEP_RANK,
  select: `'referral' AS kind, NULL::smallint AS moment_no, 0::smallint AS location_no, jsonb_build_object('side', ${SIDE},
    'other', ${OTHER}, 'step', t.to_state, 'evidence', t.evidence, 'note', t.note, 'source', NULL, 'referralId', r.id) AS data`,
  from: 'referrals r JOIN referral_steps t ON t.organization_id = r.organization_id AND t.referral_id = r.id',
  where: `${EITHER_SIDE} AND t.to_state <> 'claimed'`,
}

/** Thanks count from their approval on; what is only proposed was not given. */
const APPROVED: Source = {
  at: 'd.at',
  id: 'n.id',
  rank: '0',
  select: `'thanks' AS kind, NULL::smallint AS moment_no, 0::smallint AS location_no, jsonb_build_object('step', 'approved',
    'entryKind', n.kind, 'amountMinor', n.amount_minor::text, 'currency', n.currency) AS data`,
  from: `commissions c JOIN commission_entries n ON n.organization_id = c.organization_id AND n.commission_id = c.id
    JOIN commission_entry_outcomes d ON d.organization_id = n.organization_id AND d.entry_id = n.id AND d.to_state = 'approved'`,
  where: 'c.organization_id = $1 AND c.referrer_id = $2',
}

const TOLD: Source = {
  at: 'd.at',
  id: 'd.id',
  rank: '0',
  select: `'thanks' AS kind, NULL::smallint AS moment_no, 0::smallint AS location_no, jsonb_build_object('step', 'told',
    'entryKind', n.kind, 'amountMinor', n.amount_minor::text, 'currency', n.currency) AS data`,
  from: `disclosures d JOIN commission_entries n ON n.organization_id = d.organization_id AND n.id = d.entry_id`,
  where: `d.organization_id = $1 AND d.customer_id = $2 AND d.kind = 'thanks'`,
}

const SOURCES: Record<TimelineKind, Source[]> = {
  experience: [EXPERIENCES],
  share: [SHARES],
  complaint: [COMPLAINTS],
  order: [ORDERS, REFUNDS],
  referral: [CLAIMS, STEPS],
  thanks: [APPROVED, TOLD],
}

/**
 * A page of what happened between one customer and us, by time, then id, then rank. Each source reads no more than a page
 * from its own key, so that a page deep in a long timeline costs what the first one costs.
 */
export async function listTimeline(
  db: Reading,
  page: {
    customerId: string
    kinds: readonly TimelineKind[]
    direction: TimelineDirection
    from: TimelinePlace | null
    size: number
  },
): Promise<TimelineRow[]> {
  const by = page.direction === 'newest' ? 'DESC' : 'ASC'
  const parts = page.kinds.flatMap((kind) => SOURCES[kind]).map((source) => part(source, page))
  return db.rows(
    TimelineRow,
    `SELECT x.at, x.at::text AS place_at, (x.at AT TIME ZONE g.time_zone)::date::text AS day, x.id, x.rank, x.kind, x.data,
       m.name_zh AS moment_zh, m.name_en AS moment_en, l.name AS location_name, g.valley_score
     FROM (SELECT * FROM (${parts.join(' UNION ALL ')}) u ORDER BY u.at ${by}, u.id ${by}, u.rank ${by} LIMIT $3) x
     JOIN organizations g ON g.id = $1
     LEFT JOIN moments m ON m.organization_id = $1 AND m.moment_no = x.moment_no
     LEFT JOIN locations l ON l.organization_id = $1 AND l.location_no = x.location_no
     ORDER BY x.at ${by}, x.id ${by}, x.rank ${by}`,
    [
      db.organizationId,
      page.customerId,
      page.size,
      ...(page.from ? [page.from.at, page.from.id, page.from.rank] : []),
    ],
  )
}

function part(
  { at, id, rank, select, from, where }: Source,
  page: { direction: TimelineDirection; from: TimelinePlace | null },
): string {
  const [by, beyond] = page.direction === 'newest' ? ['DESC', '<'] : ['ASC', '>']
  // The bound on the time alone lets Postgres leave out whole months.
  const rest = page.from
    ? `AND ${at} ${beyond}= $4::timestamptz AND (${at}, ${id}, ${rank}) ${beyond} ($4::timestamptz, $5::uuid, $6::int)`
    : ''
  return `(SELECT ${at} AS at, ${id} AS id, ${rank} AS rank, ${select} FROM ${from} WHERE ${where} ${rest}
    ORDER BY 1 ${by}, 2 ${by}, 3 ${by} LIMIT $3)`
}

const Counts = z.object({ kind: z.string(), count: z.coerce.number() })
const MOST_COUNTED = 1000

/** How many events of each kind there are, each count up to 1 000. */
export async function countTimeline(
  db: Reading,
  customerId: string,
  kinds: readonly TimelineKind[],
): Promise<Map<string, number>> {
  const parts = kinds.map((kind) => {
    const inner = SOURCES[kind].map(
      ({ from, where }) => `(SELECT 1 FROM ${from} WHERE ${where} LIMIT ${MOST_COUNTED})`,
    )
    return `SELECT '${kind}' AS kind, count(*) AS count FROM (${inner.join(' UNION ALL ')}) c`
  })
  const sql = `SELECT k.* FROM (SELECT $1::uuid, $2::uuid) o, LATERAL (${parts.join(' UNION ALL ')}) k`
  const rows = await db.rows(Counts, sql, [db.organizationId, customerId])
  return new Map(rows.map(({ kind, count }) => [kind, Math.min(count, MOST_COUNTED)]))
}
