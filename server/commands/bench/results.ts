import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BENCH_STATE } from './bench-server.ts'

/** The parts of the bench, each by itself under `--only`. */
export const PARTS = ['reports', 'plain-sql', 'duckdb', 'import', 'rest', 'race', 'app'] as const
export type Part = (typeof PARTS)[number]

/** One side of a comparison. Of a rate, p95 is what 95 in 100 samples reached. */
export const Side = z.object({
  what: z.string(),
  unit: z.enum(['ms', 'rows/s', 'MB', 'kB', 'count']),
  median: z.number(),
  p95: z.number(),
  p99: z.number().nullish(),
  samples: z.number(),
})
export type Side = z.infer<typeof Side>

/** One line of one part: what was asked, both sides in the same run, and whether its goal holds. */
export const Line = z.object({
  name: z.string(),
  kind: z.string(),
  ours: Side,
  other: Side.nullable(),
  /** As the goal has it: ours ÷ other where less is better told so, else other ÷ ours. */
  ratio: z.number().nullable(),
  goal: z.string(),
  holds: z.boolean(),
  note: z.string().nullish(),
})
export type Line = z.infer<typeof Line>

const Machine = z.record(z.string(), z.string())

const Results = z.object({
  run: z.string(),
  commit: z.string(),
  sizes: z.array(z.string()),
  machine: Machine,
  parts: z.partialRecord(
    z.enum(PARTS),
    z.object({ at: z.string(), seconds: z.number(), lines: z.array(Line) }),
  ),
})
export type Results = z.infer<typeof Results>

const folder = join(BENCH_STATE, 'results')

/** The newest kept results, or null. */
export function newestResults(): Results | null {
  mkdirSync(folder, { recursive: true })
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1)
  if (!newest) return null
  return Results.parse(JSON.parse(readFileSync(join(folder, newest), 'utf8')))
}

/** Written whole or not at all, after every part. */
export function saveResults(results: Results): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${results.run}.json`)
  writeFileSync(`${path}.draft`, `${JSON.stringify(results, null, 2)}\n`)
  renameSync(`${path}.draft`, path)
  return path
}
