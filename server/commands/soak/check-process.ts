import { randomUUID } from 'node:crypto'
import { closeDatabase } from '#server/db/client.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { verifyRollups } from '#server/operations/rollup/verify-rollups.ts'
import { auditBreaks } from '#server/reports/audit-breaks.ts'
import { BUSINESS, signIn } from '../bench/people.ts'

// `key` makes a key for the sender; `check` looks at counts and audit chains when all is over.

export type CheckTold = { secret: string } | { differences: number; breaks: number }

function jobOf(job: string) {
  return {
    kind: 'job',
    organizationId: BUSINESS.organizationId,
    job,
    requestId: randomUUID(),
  } as const
}

async function makeKey(): Promise<CheckTold> {
  const { owner } = await signIn()
  const { secret } = await createApiKey(owner, {
    name: 'soak',
    scopes: ['experiences:write'],
    expiresInDays: 1,
  })
  return { secret }
}

async function check(): Promise<CheckTold> {
  while ((await mergeRollups(jobOf('merge-rollups'))).merged > 0);
  const differences = await verifyRollups(jobOf('rollups-verify'), new Date())
  const { breaks } = await auditBreaks(jobOf('audit-verify'))
  return { differences: differences.length, breaks: breaks.length }
}

const told = process.argv[2] === 'key' ? await makeKey() : await check()
await new Promise((resolve) => process.send?.(told, resolve))
await closeDatabase()
process.exit(0)
