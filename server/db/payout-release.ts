import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import type { BatchToRelease } from '../domain/payout/decide-release.ts'
import { RULES } from '../domain/rule.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

const Release = z.object({
  state: z.string(),
  frozenById: z.string().nullable(),
  releasedById: z.string().nullable(),
  approverIds: z.array(z.string()),
  isOwnThanks: z.boolean(),
  stop: z.enum(RULES).nullable(),
}) satisfies z.ZodType<BatchToRelease>

const ENTRIES = `payout_lines l JOIN payout_line_entries x ON x.organization_id = l.organization_id AND x.line_id = l.id
  JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id
  JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id`

/** A batch with what its release is decided by, seen by one member. @throws ProblemError not-found */
export async function loadRelease(
  db: Tx | Reading,
  membershipId: string,
  id: string,
): Promise<z.infer<typeof Release>> {
  const [row] = await db.rows(
    Release,
    `SELECT b.state, b.frozen_by_id AS "frozenById", b.released_by_id AS "releasedById", batch_stop(b.organization_id, b.id) AS stop,
       ARRAY(SELECT DISTINCT d.decided_by_id::text FROM ${ENTRIES}
         JOIN commission_decisions d ON d.organization_id = e.organization_id AND d.entry_id = e.id AND d.decision = 'approve'
         WHERE l.organization_id = b.organization_id AND l.batch_id = b.id) AS "approverIds",
       EXISTS (SELECT 1 FROM ${ENTRIES} WHERE l.organization_id = b.organization_id AND l.batch_id = b.id
         AND member_is_party(b.organization_id, $2::uuid, c.referral_id)) AS "isOwnThanks"
     FROM payout_batches b WHERE b.organization_id = $1::uuid AND b.id = $3::uuid`,
    [db.organizationId, membershipId, id],
  )
  if (!row) throw notFound('payout')
  return row
}
