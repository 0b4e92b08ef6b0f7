import { z } from 'zod'
import { AUDIT_CHAINS } from '../domain/audit/input.ts'
import type { Reading } from './reading.ts'

const Line = z.object({
  chain: z.enum(AUDIT_CHAINS),
  seq: z.bigint(),
  at: z.date(),
  actorName: z.string().nullable(),
  actorJob: z.string().nullable(),
  /** Of the API key that acted. */
  actorKeyName: z.string().nullable(),
  requestId: z.string().nullable(),
  tableName: z.string(),
  op: z.string(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
  place: z.string(),
})
export type AuditRow = z.infer<typeof Line>

export type AuditFilter = {
  chain: string | null
  tableName: string | null
  after: { at: string; chain: string; seq: string } | null
  size: number
}

/** Lines of the audit log, the newest first. */
export async function listAuditLines(db: Reading, of: AuditFilter): Promise<AuditRow[]> {
  return db.rows(
    Line,
    `SELECT l.chain, l.seq, l.at, u.name AS "actorName", l.actor_job AS "actorJob", k.name AS "actorKeyName", l.request_id AS "requestId", l.table_name AS "tableName",
       l.op, l.data, encode(l.hash, 'hex') AS hash, l.at::text AS place
     FROM audit_lines l LEFT JOIN users u ON u.id = l.actor_user_id
       LEFT JOIN api_keys k ON k.organization_id = l.organization_id AND l.actor_job = 'key:' || k.id
     WHERE l.organization_id = $1 AND ($2::text IS NULL OR l.chain = $2) AND ($3::text IS NULL OR l.table_name = $3)
       AND ($4::timestamptz IS NULL OR (l.at, l.chain, l.seq) < ($4, $5, $6::bigint))
     ORDER BY l.at DESC, l.chain DESC, l.seq DESC LIMIT $7`,
    [
      db.organizationId,
      of.chain,
      of.tableName,
      of.after?.at ?? null,
      of.after?.chain ?? null,
      of.after?.seq ?? null,
      of.size,
    ],
  )
}

const Break = z.object({ chain: z.string(), seq: z.bigint(), problem: z.string() })
export type AuditBreak = z.infer<typeof Break>

/** Lines that do not follow from the line before; none in an untouched log. */
export async function listAuditBreaks(db: Reading): Promise<AuditBreak[]> {
  return db.rows(Break, 'SELECT chain, seq, problem FROM audit_breaks($1)', [db.organizationId])
}
