import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { closeDatabase } from '#server/db/client.ts'
import type { Actor } from '#server/domain/actor.ts'
import type { ProfileMapping } from '#server/domain/import/input.ts'
import { runImportChunk } from '#server/operations/import/run-import-chunk.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { verifyRollups } from '#server/operations/rollup/verify-rollups.ts'
import { importFile } from '../import-file.ts'
import { makeCustomers, SOURCE } from './customers.ts'
import { openOwner } from './open-owner.ts'
import { BUSINESS, makeBusiness } from './people.ts'
import { makeScaffold } from './scaffold.ts'

// The product's own import in a process that can be killed: `prepare`, `start FILE`, `resume ID`, `verify`.

export type ImportTold = { what: string; count: number; at: number; maxRssMegabytes: number }

const [mode, argument = ''] = process.argv.slice(2)
const { organizationId } = BUSINESS
const actor = jobOf('command-line')

const column = (name: string) => ({ kind: 'column', column: name }) as const
const mapping: ProfileMapping = {
  source: SOURCE,
  timeZone: 'UTC',
  dateFormat: 'ymd',
  amountUnit: 'minor',
  decimalMark: '.',
  createMissing: { customers: true, moments: false, locations: false, products: false },
  isHistory: false,
  facts: [
    {
      noun: 'experiences',
      fields: {
        externalId: column('id'),
        customerId: column('customer'),
        occurredAt: column('time'),
        moment: column('moment'),
        location: column('location'),
        score: column('score'),
        note: column('note'),
        staffRef: column('staff'),
      },
    },
  ],
}

function jobOf(job: string): Actor {
  return { kind: 'job', organizationId, job, requestId: randomUUID() }
}

function tell(what: string, count: number, isSent?: (sent: null) => void): void {
  const maxRssMegabytes = process.resourceUsage().maxRSS / 1024
  const told: ImportTold = {
    what,
    count,
    at: performance.timeOrigin + performance.now(),
    maxRssMegabytes,
  }
  process.send?.(told, () => isSent?.(null))
}

/** The business and its customers; the file then brings their experiences. */
async function prepare(): Promise<void> {
  await makeBusiness()
  const owner = await openOwner(process.env.DATABASE_URL ?? '')
  await makeScaffold(owner)
  await makeCustomers(owner, { ...BUSINESS, count: Number(argument), lastInstant: new Date() })
  await owner.query('ANALYZE')
  await owner.end()
}

async function start(): Promise<void> {
  const body = createReadStream(argument)
  await importFile(
    actor,
    { fileName: basename(argument), body, profile: mapping, isDirect: true },
    (what, count) => tell(what, count),
  )
}

/** As the worker goes on with an import whose process was killed. */
async function resume(): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const step = await runImportChunk(actor, { importId: argument }, new Date())
    tell('recording', step.progressCount)
    isDone = step.isDone
  }
}

async function verify(): Promise<void> {
  const began = performance.now()
  while ((await mergeRollups(jobOf('merge-rollups'))).merged > 0);
  tell('merge seconds', (performance.now() - began) / 1000)
  tell('differences', (await verifyRollups(jobOf('rollups-verify'), new Date())).length)
}

const work: Record<string, () => Promise<void>> = { prepare, start, resume, verify }
tell('ready', 0)
await work[mode ?? '']?.()
await new Promise((told) => tell('end', 0, told))
await closeDatabase()
process.exit(0)
