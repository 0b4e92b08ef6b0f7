import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '#server/domain/actor.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { verifyRollups } from '#server/operations/rollup/verify-rollups.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'
import { itemsOf } from './fact-batches.ts'
import { BUSINESS } from './people.ts'

// One side of the race: `write` (four writers), `merge`, or `verify`. Runs until it is killed; tells every error.

export type RaceTold = { rows: number } | { error: string } | { differences: number }

const WRITERS = 4
const AT_ONCE = 20
const [mode = '', customers = ''] = process.argv.slice(2)
const run = randomUUID().slice(0, 8)
const of = { customers: Number(customers), now: new Date(Date.now() - 86_400_000), size: AT_ONCE }

function jobOf(job: string): Actor {
  return { kind: 'job', organizationId: BUSINESS.organizationId, job, requestId: randomUUID() }
}

function tell(told: RaceTold): void {
  process.send?.(told)
}

/** New facts, the same facts corrected, and shares and complaints of the same customers, so that marks flip. */
async function writeForever(writer: number): Promise<void> {
  for (let turn = writer; ; turn += WRITERS) {
    const items = itemsOf(run, turn, of)
    const voices = items
      .slice(0, 4)
      .map(({ score: _, externalId, ...item }) => ({ ...item, externalId: `v-${externalId}` }))
    const corrected = items.slice(0, 5).map((item) => ({ ...item, score: (item.score + 3) % 5 }))
    const shares = voices.map((item) => ({ ...item, channel: 'feed', valence: 1 }))
    const acts = [
      () => recordExperiences(jobOf('command-line'), { items }, new Date()),
      () => recordShares(jobOf('command-line'), { items: shares }, new Date()),
      () => recordComplaints(jobOf('command-line'), { items: voices.slice(0, 1) }, new Date()),
      () =>
        recordExperiences(
          jobOf('command-line'),
          { items: corrected, applyChanges: true },
          new Date(),
        ),
    ]
    for (const act of acts) {
      await act().then(
        (results) => tell({ rows: results.filter(({ outcome }) => outcome === 'new').length }),
        (error: unknown) => tell({ error: String(error) }),
      )
      await wait(100)
    }
  }
}

async function mergeForever(): Promise<void> {
  for (;;) {
    // Its back end is ended again and again; the next merge takes a new one.
    await mergeRollups(jobOf('merge-rollups')).catch(() => undefined)
    await wait(20)
  }
}

async function verifyOnce(): Promise<void> {
  tell({ differences: (await verifyRollups(jobOf('rollups-verify'), new Date())).length })
  setTimeout(() => process.exit(0), 100)
}

const work: Record<string, () => Promise<unknown>> = {
  write: () => Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeForever(writer))),
  merge: mergeForever,
  verify: verifyOnce,
}
await work[mode]?.()
