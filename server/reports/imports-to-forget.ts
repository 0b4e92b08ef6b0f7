import { findImportsToForget } from '#server/db/import-clock.ts'
import { takeBackUntil } from '#server/domain/import/import-state.ts'

/** Imports whose staged lines have lain for longer than an import can be taken back, in all organizations, by ids. */
export function importsToForget(
  now: Date,
): Promise<{ organizationId: string; importId: string }[]> {
  const kept = takeBackUntil(now).getTime() - now.getTime()
  return findImportsToForget(new Date(now.getTime() - kept))
}
