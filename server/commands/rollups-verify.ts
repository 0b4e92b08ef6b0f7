import { closeDatabase } from '#server/db/client.ts'
import { verifyRollups } from '#server/operations/rollup/verify-rollups.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'

// npm run rollups:verify: recomputes exposures, marks and all levels of counts from the facts; where one differs it raises the
// owner's alarm and ends with 1.

let differences = 0
for (const organizationId of await allOrganizations()) {
  const startedAt = performance.now()
  const actor = { kind: 'job', organizationId, job: 'rollups-verify', requestId: '' } as const
  const found = await verifyRollups(actor, new Date())
  differences += found.length
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${organizationId}: ${found.length} differences (${seconds} s)`)
  for (const { check, place } of found.slice(0, 20)) console.log(`  ${check}: ${place}`)
}
await closeDatabase()
process.exitCode = differences === 0 ? 0 : 1
