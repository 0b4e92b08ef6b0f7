import { z } from 'zod'
import type { DraftPolicy } from '../domain/policy/input.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

const VersionNo = z.object({ versionNo: z.number() })

export async function savePolicyDraft(
  tx: Tx,
  sessionToken: string,
  draft: DraftPolicy & { id: string },
): Promise<number> {
  const { kind } = draft
  // The shape lets a form keep what it held for another kind; the version does not.
  const rule = {
    ...draft,
    flatMinor: kind === 'flat' ? (draft.flatMinor ?? null) : null,
    rateBps: kind === 'percent' ? (draft.rateBps ?? null) : null,
    tiers: kind === 'tiers' ? draft.tiers : [],
  }
  const text = JSON.stringify(rule, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  const [row] = await tx.rows(
    VersionNo,
    'SELECT policy_draft($1, $2::uuid, $3::jsonb) AS "versionNo"',
    [sessionToken, draft.id, text],
  )
  return row?.versionNo ?? 0
}

export async function savePolicySeal(tx: Tx, sessionToken: string, id: string): Promise<void> {
  await tx.execute('SELECT policy_seal($1, $2::uuid)', [sessionToken, id])
}

const Policy = z.object({
  id: z.string(),
  versionNo: z.number(),
  name: z.string(),
  kind: z.enum(['flat', 'percent', 'tiers']),
  currency: z.string(),
  flatMinor: z.bigint().nullable(),
  rateBps: z.number().nullable(),
  capMinor: z.bigint().nullable(),
  tiers: z.array(
    z.object({ fromMinor: z.string().transform((text) => BigInt(text)), rateBps: z.number() }),
  ),
  effectiveFrom: z.date(),
  draftedByName: z.string(),
  draftedAt: z.date(),
  sealedByName: z.string().nullable(),
  sealedAt: z.date().nullable(),
  commissionCount: z.number(),
  isInForce: z.boolean(),
})
export type ListedPolicy = z.infer<typeof Policy>

/** Every version, the newest first. */
export async function listPolicies(db: Reading): Promise<ListedPolicy[]> {
  return db.rows(
    Policy,
    `SELECT p.id, p.version_no AS "versionNo", p.name, p.kind, p.currency::text AS currency, p.flat_minor AS "flatMinor", p.rate_bps AS "rateBps",
       p.cap_minor AS "capMinor", p.effective_from AS "effectiveFrom", p.drafted_at AS "draftedAt", p.sealed_at AS "sealedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('fromMinor', t.from_minor::text, 'rateBps', t.rate_bps) ORDER BY t.from_minor), '[]')
        FROM commission_policy_tiers t WHERE t.organization_id = p.organization_id AND t.policy_id = p.id) AS tiers,
       d.name AS "draftedByName", s.name AS "sealedByName",
       (SELECT coalesce(sum(c.count), 0)::integer FROM (
          SELECT part, count FROM count_days WHERE organization_id = $1 AND measure = 'commission'
          UNION ALL SELECT part, count FROM count_day_deltas WHERE organization_id = $1 AND measure = 'commission') c
        WHERE c.part = p.id::text) AS "commissionCount",
       p.id IS NOT DISTINCT FROM policy_in_force(p.organization_id, p.currency, clock()) AS "isInForce"
     FROM commission_policies p
     JOIN memberships dm ON dm.organization_id = p.organization_id AND dm.id = p.drafted_by_id JOIN users d ON d.id = dm.user_id
     LEFT JOIN memberships sm ON sm.organization_id = p.organization_id AND sm.id = p.sealed_by_id LEFT JOIN users s ON s.id = sm.user_id
     WHERE p.organization_id = $1 ORDER BY p.version_no DESC`,
    [db.organizationId],
  )
}
