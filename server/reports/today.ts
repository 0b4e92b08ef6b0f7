import { z } from 'zod'
import { type Alarm, listAlarms } from '#server/db/alarm.ts'
import { countOf, sumMeasures } from '#server/db/count-day.ts'
import { readToday } from '#server/db/impact-frame.ts'
import { countDays } from '#server/db/moment-trend.ts'
import { type Reading, reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { addDays } from '#server/domain/period.ts'
import { can } from '#server/domain/permission.ts'
import type { Role } from '#server/domain/role.ts'

export type Today = {
  /** Of runs that began today, as every rollup counts them: a guest's second day belongs to the day on which they came. */
  experiences: number
  shares: number
  complaints: number
  referrals: number
  /** What this person is to do, never empty kinds. */
  waiting: { kind: WaitingKind; count: number }[]
  /** What the nightly look found wrong, for those who answer for the books. */
  alarms: Alarm[]
}

type WaitingKind = 'confirm' | 'approve' | 'release'

const Count = z.object({ count: z.number() })

/** What happened on the business day of now, and what waits for the one who asks. */
export async function today(actor: Actor, now: Date): Promise<Today> {
  authorize(actor, 'organization.read')
  return reading(actor, async (db) => {
    const day = await readToday(db, now)
    const span = { from: day, until: addDays(day, 1) }
    const [lived] = await countDays(db, { span, momentNo: null, locationNo: null })
    const sums = await sumMeasures(db, ['share', 'complaint', 'referral-cohort'], span)
    const isTold = actor.kind === 'member' && can(actor.role, 'alarm.read')
    const waiting = []
    for (const kind of actor.kind === 'member' ? DUTIES[actor.role] : []) {
      const count = await countWaiting(db, kind, actor)
      if (count > 0) waiting.push({ kind, count })
    }
    return {
      experiences: lived?.experienceCount ?? 0,
      shares: countOf(sums, 'share'),
      complaints: countOf(sums, 'complaint'),
      referrals: countOf(sums, 'referral-cohort', 'claimed'),
      waiting,
      alarms: isTold ? await listAlarms(db) : [],
    }
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

async function countWaiting(db: Reading, kind: WaitingKind, actor: Actor): Promise<number> {
  switch (kind) {
    case 'confirm':
      return countOf(
        await sumMeasures(db, ['referral-cohort'], { part: 'waiting' }),
        'referral-cohort',
        'waiting',
      )
    case 'approve':
      return countOf(await sumMeasures(db, ['entry'], { part: 'open' }), 'entry', 'open')
    case 'release': {
      const membershipId = actor.kind === 'member' ? actor.membershipId : null
      const [found] = await db.rows(Count, RELEASABLE, [membershipId])
      return found?.count ?? 0
    }
  }
}

// Not every holder of the role: who froze a batch or approved a part of it may not release it. Frozen batches are few.
const RELEASABLE = `SELECT count(*)::int AS count FROM payout_batches b
  WHERE b.state = 'frozen' AND EXISTS (
    SELECT 1 FROM payout_releasers(b.id) r WHERE r.membership_id = $1::uuid)`
