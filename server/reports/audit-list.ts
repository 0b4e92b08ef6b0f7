import { type AuditRow, listAuditLines } from '#server/db/audit.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { AuditQuestion } from '#server/domain/audit/input.ts'

/** Who changed what, the newest first. */
export async function auditList(
  actor: Actor,
  { chain, tableName, cursor, limit }: AuditQuestion,
): Promise<{ items: AuditRow[]; next: string | null }> {
  authorize(actor, 'audit.read')
  const [at = '', afterChain = '', seq = ''] = cursor?.split('|') ?? []
  return reading(actor, async (db) => {
    const found = await listAuditLines(db, {
      chain: chain ?? null,
      tableName: tableName ?? null,
      after: cursor ? { at, chain: afterChain, seq } : null,
      size: limit + 1,
    })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    const next = found.length > limit && last ? `${last.place}|${last.chain}|${last.seq}` : null
    return { items, next }
  })
}
