import { findStalledImports, type StalledImport } from '#server/db/import-clock.ts'

/** A chunk takes seconds; work that has not moved for longer has lost its worker. */
const STALLED_MS = 90_000

/** Work on imports that stands still although nobody stopped it, in all organizations, by ids. */
export function stalledImports(now: Date): Promise<StalledImport[]> {
  return findStalledImports(new Date(now.getTime() - STALLED_MS))
}
