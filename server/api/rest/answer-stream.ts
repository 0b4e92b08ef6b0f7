import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { spendAllowance } from '#server/auth/spend-allowance.ts'
import { authorize } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/batch.ts'
import { problemAnswer } from './door-problem.ts'
import { ItemAnswer, itemAnswer, noCounts, OutcomeCounts, ProblemShape } from './fact-answer.ts'
import { FACT_DOORS, type FactDoor, type FactNoun } from './fact-doors.ts'
import { authorizeNames, batchOf, readOptions } from './fact-request.ts'
import { type KeyDoor, throughKeyDoor, told } from './key-door.ts'
import { BrokenOffError, type LineBatch, readFactsStream } from './read-facts-stream.ts'
import { requireType } from './read-json.ts'

/** A line that needs somebody to look: everything but plainly new or same. */
export const StreamLine = ItemAnswer.extend({ line: z.int().min(1) })

/** The last line: whether everything was read, how much of it, and what became of it. */
export const StreamSummary = z.strictObject({
  isDone: z.boolean(),
  /** Lines up to this one are recorded, or told of above. */
  lines: z.int().min(0),
  counts: OutcomeCounts,
  problem: ProblemShape.optional(),
})
type StreamSummary = z.infer<typeof StreamSummary>

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

/** Takes NDJSON without end and answers while it comes. Memory holds two batches: one is read while the other is recorded. */
export function answerStream(noun: FactNoun, request: Request): Promise<Response> {
  return throughKeyDoor(request, async (door) => {
    const factDoor = FACT_DOORS[noun]
    authorize(door.actor, factDoor.permission)
    requireType(request, NDJSON)
    const options = readOptions(new URL(request.url).searchParams)
    authorizeNames(door.actor, batchOf([], options))
    const record = (items: unknown[]) =>
      recordPatiently({ factDoor, door, signal: request.signal }, batchOf(items, options))
    const batches = readFactsStream(request.body)
    return new Response(streamOf(answerLines(batches, record, door)), {
      headers: {
        ...door.headers,
        'content-type': 'application/x-ndjson',
        'cache-control': 'no-store',
        // A proxy that collects the answer would hold it back until the end.
        'x-accel-buffering': 'no',
      },
    })
  })
}

async function* answerLines(
  batches: AsyncGenerator<LineBatch>,
  record: (items: unknown[]) => Promise<ItemResult[]>,
  door: KeyDoor,
): AsyncGenerator<string> {
  const summary: StreamSummary = { isDone: false, lines: 0, counts: noCounts() }
  try {
    let reading = batches.next()
    for (let next = await reading; !next.done; next = await reading) {
      const batch = next.value
      reading = batches.next()
      // Asked for later; until then a broken connection is nobody's unhandled error.
      reading.catch(() => undefined)
      const results = batch.items.length > 0 ? await record(batch.items) : []
      summary.lines = batch.until
      yield linesOf(batch, results, summary.counts)
    }
    summary.isDone = true
  } catch (error) {
    if (error instanceof BrokenOffError) return
    summary.problem = problemAnswer(told(error, door.requestId, 'stream'), door)
  } finally {
    await batches.return(undefined).catch(() => undefined)
  }
  yield `${JSON.stringify(summary)}\n`
}

/** What the sender must look at, in the order of the lines. */
function linesOf(batch: LineBatch, results: readonly ItemResult[], counts: OutcomeCounts): string {
  const told = batch.broken.map(({ line, problems }) => {
    counts.error += 1
    return { line, outcome: 'error' as const, id: null, errors: problems }
  })
  const judged = results.flatMap((result, index) => {
    counts[result.outcome] += 1
    if (result.outcome === 'new' || result.outcome === 'same') return []
    return [{ line: batch.lines[index] ?? 0, ...itemAnswer(result) }]
  })
  const lines = told.length > 0 ? [...told, ...judged].sort((a, b) => a.line - b.line) : judged
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

const MAX_TRIES = 6

type Streaming = { factDoor: FactDoor; door: KeyDoor; signal: AbortSignal }

/** A stream waits where a single request would be told to: for its allowance, and for a busy database. */
async function recordPatiently(
  { factDoor, door: { actor }, signal }: Streaming,
  batch: FactBatch,
): Promise<ItemResult[]> {
  for (;;) {
    const { isAllowed, waitSeconds } = await spendAllowance(actor, batch.items.length)
    if (isAllowed) break
    await wait(waitSeconds * 1000, undefined, { signal })
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await factDoor.record(actor, batch, new Date())
    } catch (error) {
      const isBusy = error instanceof ProblemError && error.problem.kind === 'unavailable'
      if (!isBusy || tries === MAX_TRIES) throw error
      await wait(250 * 2 ** tries, undefined, { signal })
    }
  }
}

/** Sends what there is to tell as soon as it is asked for; nothing is made ahead of the reader. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      for (;;) {
        const next = await texts.next()
        if (next.done) return controller.close()
        if (next.value === '') continue
        return controller.enqueue(encoder.encode(next.value))
      }
    },
    cancel: async () => {
      await texts.return(undefined)
    },
  })
}
