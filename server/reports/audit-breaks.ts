import { type AuditBreak, listAuditBreaks } from '#server/db/audit.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Lines of the audit log that were tampered with; none in an untouched one. */
export async function auditBreaks(actor: Actor): Promise<{ breaks: AuditBreak[] }> {
  authorize(actor, 'audit.read')
  return reading(actor, async (db) => ({ breaks: await listAuditBreaks(db) }))
}
