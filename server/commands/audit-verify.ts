import { closeDatabase } from '#server/db/client.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import { auditBreaks } from '#server/reports/audit-breaks.ts'

// npm run audit:verify: follows every audit chain link by link; ends with 1 where a line is missing, altered or out of order.

let total = 0
for (const organizationId of await allOrganizations()) {
  const actor = { kind: 'job', organizationId, job: 'audit-verify', requestId: '' } as const
  const { breaks } = await auditBreaks(actor)
  total += breaks.length
  console.log(`${organizationId}: ${breaks.length} breaks`)
  for (const { chain, seq, problem } of breaks.slice(0, 20))
    console.log(`  ${chain} ${seq}: ${problem}`)
}
await closeDatabase()
process.exitCode = total === 0 ? 0 : 1
