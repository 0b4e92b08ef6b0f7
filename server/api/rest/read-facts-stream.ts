import type { FieldProblem } from '#server/domain/errors.ts'
import { type CutLine, lineCutter } from './line-cutter.ts'

/** One batch is one transaction: large enough to be quick, small enough to keep others waiting for little. */
const BATCH_ITEMS = 1000
const BATCH_BYTES = 4 * 1024 * 1024
const MAX_LINE_BYTES = 256 * 1024

/** Lines that are recorded together; those that hold no item stand beside them. Line numbers start with 1. */
export type LineBatch = {
  items: unknown[]
  /** Of the items, in their order. */
  lines: number[]
  broken: { line: number; problems: FieldProblem[] }[]
  /** The last line of the batch. */
  until: number
}

/** The sender is gone: whole batches stay recorded, and nobody is there to be told. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError'
}

/** Reads an NDJSON body batch by batch; the sender waits while nobody asks for more. */
export async function* readFactsStream(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<LineBatch> {
  const reader = body?.getReader()
  if (!reader) return
  const cutter = lineCutter(MAX_LINE_BYTES)
  let batch = emptyBatch(0)
  let size = 0
  try {
    for (let isOver = false; !isOver; ) {
      const next = await reader.read().catch((cause: unknown) => {
        throw new BrokenOffError('the body ended before its end', { cause })
      })
      isOver = next.done
      for (const line of next.done ? cutter.end() : cutter.push(next.value)) {
        size += take(batch, line)
        if (batch.items.length + batch.broken.length < BATCH_ITEMS && size < BATCH_BYTES) continue
        yield batch
        batch = emptyBatch(batch.until)
        size = 0
      }
    }
    if (batch.items.length + batch.broken.length > 0) yield batch
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function emptyBatch(until: number): LineBatch {
  return { items: [], lines: [], broken: [], until }
}

/** Adds a line to the batch; empty ones only count. Answers with its size. */
function take(batch: LineBatch, line: CutLine): number {
  batch.until += 1
  if ('problem' in line) {
    batch.broken.push({ line: batch.until, problems: [{ field: '', code: line.problem }] })
    return 0
  }
  if (line.text.trim() === '') return 0
  try {
    batch.items.push(JSON.parse(line.text))
    batch.lines.push(batch.until)
  } catch {
    batch.broken.push({ line: batch.until, problems: [{ field: '', code: 'json.invalid' }] })
  }
  return line.text.length
}
