import { AuditQuestion } from '#server/domain/audit/input.ts'
import { auditBreaks } from '#server/reports/audit-breaks.ts'
import { auditList } from '#server/reports/audit-list.ts'
import { router, signedIn } from '../trpc.ts'

export const auditRouter = router({
  list: signedIn.input(AuditQuestion).query(({ ctx, input }) => auditList(ctx.actor, input)),
  verify: signedIn.query(({ ctx }) => auditBreaks(ctx.actor)),
})
