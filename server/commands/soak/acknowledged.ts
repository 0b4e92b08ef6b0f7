import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH_STATE } from '../bench/bench-server.ts'

/** What was acknowledged, in a file that only grows, and what went wrong, by kind. */
export type Journal = {
  path: string
  acknowledge: (kind: string, externalIds: string[]) => void
  fail: (kind: string, error: string) => void
  /** Every acknowledged external id of an experience. */
  all: () => string[]
  counts: () => Record<string, { done: number; failed: number; errors: Record<string, number> }>
}

/** Opens a new journal. */
export function openJournal(run: string): Journal {
  const folder = join(BENCH_STATE, 'soak')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${run}.log`)
  const counts: ReturnType<Journal['counts']> = {}
  const of = (kind: string) => {
    counts[kind] ??= { done: 0, failed: 0, errors: {} }
    return counts[kind]
  }
  appendFileSync(path, '')
  return {
    path,
    acknowledge: (kind, externalIds) => {
      if (externalIds.length > 0) appendFileSync(path, `${externalIds.join('\n')}\n`)
      of(kind).done += 1
    },
    fail: (kind, error) => {
      of(kind).failed += 1
      // Addresses and ids differ each time; the kind of error is what counts.
      const name = error.replaceAll(/[0-9a-f-]{8,}|\d{4,}/g, '…').slice(0, 80)
      of(kind).errors[name] = (of(kind).errors[name] ?? 0) + 1
    },
    all: () => readFileSync(path, 'utf8').split('\n').filter(Boolean),
    counts: () => counts,
  }
}
