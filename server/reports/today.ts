import { z } from 'zod'
import { type Reading, reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { Role } from '#server/domain/role.ts'

export type Today = {
  experiences: number
  shares: number
  complaints: number
  referrals: number
  /** What this person is to do, never empty kinds. */
  waiting: { kind: WaitingKind; count: number }[]
}

type WaitingKind = 'confirm' | 'approve' | 'release'

const Counts = z.object({
  experiences: z.number(),
  shares: z.number(),
  complaints: z.number(),
  referrals: z.number(),
})
const Count = z.object({ count: z.number() })

/** What happened on the business day of now, and what waits for the one who asks. */
export async function today(actor: Actor, now: Date): Promise<Today> {
  authorize(actor, 'organization.read')
  return reading(actor, async (db) => {
    const [counts] = await db.rows(Counts, COUNTS, [db.organizationId, now])
    const waiting = []
    for (const kind of actor.kind === 'member' ? DUTIES[actor.role] : []) {
      const count = await countWaiting(db, kind, actor)
      if (count > 0) waiting.push({ kind, count })
    }
    return { experiences: 0, shares: 0, complaints: 0, referrals: 0, ...counts, waiting }
  })
}

/** Amounts and their queues are for those who decide about them. */
const DUTIES: Record<Role, readonly WaitingKind[]> = {
  owner: ['confirm', 'release'],
  finance: ['approve', 'release'],
  marketing: ['confirm'],
  staff: [],
  auditor: [],
}

const COUNTS = `
  WITH day AS (
    SELECT date_trunc('day', $2::timestamptz AT TIME ZONE time_zone) AT TIME ZONE time_zone AS begins,
      (date_trunc('day', $2::timestamptz AT TIME ZONE time_zone) + interval '1 day') AT TIME ZONE time_zone AS ends
    FROM organizations WHERE id = $1)
  SELECT
    (SELECT count(*) FROM experiences WHERE organization_id = $1
      AND occurred_at >= day.begins AND occurred_at < day.ends)::int AS experiences,
    (SELECT count(*) FROM shares WHERE organization_id = $1
      AND occurred_at >= day.begins AND occurred_at < day.ends)::int AS shares,
    (SELECT count(*) FROM complaints WHERE organization_id = $1
      AND occurred_at >= day.begins AND occurred_at < day.ends)::int AS complaints,
    (SELECT count(*) FROM referrals WHERE organization_id = $1
      AND claimed_at >= day.begins AND claimed_at < day.ends)::int AS referrals
  FROM day`

async function countWaiting(db: Reading, kind: WaitingKind, actor: Actor): Promise<number> {
  const membershipId = actor.kind === 'member' ? actor.membershipId : null
  const values = kind === 'release' ? [membershipId] : []
  const [found] = await db.rows(Count, WAITING[kind], values)
  return found?.count ?? 0
}

const WAITING: Record<WaitingKind, string> = {
  confirm: `SELECT count(*)::int AS count FROM referrals WHERE state = 'claimed' AND NOT is_history`,
  approve: `SELECT count(*)::int AS count FROM commission_entry_status s
    WHERE s.status IN ('proposed', 'waiting')`,
  // Not every holder of the role: who froze a batch or approved a part of it may not release it.
  release: `SELECT count(*)::int AS count FROM payout_batches b
    WHERE b.state = 'frozen' AND EXISTS (
      SELECT 1 FROM payout_releasers(b.id) r WHERE r.membership_id = $1::uuid)`,
}
