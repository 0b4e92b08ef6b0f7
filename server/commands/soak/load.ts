import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { startAsker } from '../bench/asker.ts'
import { BENCH_STATE } from '../bench/bench-server.ts'
import { itemsOf } from '../bench/fact-batches.ts'
import { startProcess } from '../bench/run-process.ts'
import type { Journal } from './acknowledged.ts'
import type { Fleet } from './fleet.ts'
import type { TapTold } from './tap-process.ts'

export type Load = {
  urls: DatabaseUrls
  fleet: Fleet
  journal: Journal
  customers: number
  apps: string[]
  secret: string
  lastDay: string
  isOver: () => boolean
}

const ITEMS = 100
const LINES = 2000

/** A system that sends batches to either app, and the same batch again, under its key, until it is answered. */
export async function sendBatches({
  apps,
  secret,
  journal,
  customers,
  isOver,
}: Load): Promise<void> {
  const run = randomUUID().slice(0, 8)
  for (let batch = 0; !isOver(); batch += 1) {
    const items = itemsOf(run, batch, {
      customers,
      now: new Date(Date.now() - 86_400_000),
      size: ITEMS,
    })
    const key = randomUUID()
    for (let tries = 0; ; tries += 1) {
      const answer = await post(apps[(batch + tries) % apps.length] ?? '', secret, key, items)
      if ('acknowledged' in answer) {
        journal.acknowledge('rest batch', answer.acknowledged)
        break
      }
      journal.fail('rest batch', answer.error)
      await wait(300)
      // Where the run is over nobody answers any more; what was not acknowledged is not owed.
      if (isOver() && tries > 20) return
    }
  }
}

async function post(
  app: string,
  secret: string,
  key: string,
  items: { externalId: string }[],
): Promise<{ acknowledged: string[] } | { error: string }> {
  try {
    const answer = await fetch(`${app}/api/v1/experiences`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ items }),
      signal: AbortSignal.timeout(20_000),
    })
    if (!answer.ok) return { error: `HTTP ${answer.status}` }
    const told: { results?: { outcome: string }[] } = await answer.json()
    const isKnown = (outcome = '') => outcome === 'new' || outcome === 'same'
    return {
      acknowledged: items
        .filter((_, at) => isKnown(told.results?.[at]?.outcome))
        .map(({ externalId }) => externalId),
    }
  } catch (error) {
    return {
      error:
        error instanceof Error && error.cause instanceof Error
          ? error.cause.message
          : String(error),
    }
  }
}

/** Staff in a process of their own, begun again whenever it was killed. */
export async function tap({ urls, fleet, journal, isOver }: Load): Promise<void> {
  while (!isOver()) {
    const child = startProcess('soak/tap-process.ts', [], urls, 'silent')
    fleet.add('tap', child)
    child.on('message', (told: TapTold) => {
      if ('acknowledged' in told) journal.acknowledge('tap', [told.acknowledged])
      else journal.fail('tap', told.error)
    })
    await once(child, 'exit')
  }
}

/** One file after the other; a killed one is gone on with, and counts once the last line is recorded. */
export async function importFiles({
  urls,
  fleet,
  journal,
  customers,
  isOver,
}: Load): Promise<void> {
  while (!isOver()) {
    const run = `file-${randomUUID().slice(0, 8)}`
    const items = itemsOf(run, 0, {
      customers,
      now: new Date(Date.now() - 86_400_000),
      size: LINES,
    })
    const path = join(BENCH_STATE, 'soak', `${run}.csv`)
    const lines = items.map(({ externalId, customer, occurredAt, moment, location, score }) => [
      externalId,
      customer.externalId,
      occurredAt.slice(0, 19).replace('T', ' '),
      moment,
      location,
      score,
      '',
      '',
    ])
    writeFileSync(
      path,
      stringify([
        ['id', 'customer', 'time', 'moment', 'location', 'score', 'note', 'staff'],
        ...lines,
      ]),
    )
    // Where it was killed before the file was staged, nothing is there to go on with: the same file is brought again.
    for (let isDone = false; !isDone && !isOver(); ) {
      const child = startProcess('bench/import-process.ts', ['start', path], urls, 'silent')
      fleet.add('import', child)
      child.on('message', ({ what }: { what: string }) => {
        if (what === 'end') isDone = true
      })
      const [code, signal] = await once(child, 'exit')
      if (isDone)
        journal.acknowledge(
          'import',
          items.map(({ externalId }) => externalId),
        )
      else journal.fail('import', `ended by ${signal ?? `code ${code}`}`)
    }
    await wait(2000)
  }
}

/** Every report in turn; one that failed is asked again later. */
export async function askReports({ urls, lastDay, journal, isOver }: Load): Promise<void> {
  while (!isOver()) {
    const asker = await startAsker(urls, lastDay, 'silent').catch(() => null)
    if (!asker) continue
    for (const { name } of await asker.names().catch(() => [])) {
      if (isOver()) break
      await asker.ask(name, 1).then(
        () => journal.acknowledge('report', []),
        (error: unknown) => journal.fail('report', String(error)),
      )
      await wait(100)
    }
    await asker.end().catch(() => undefined)
  }
}
