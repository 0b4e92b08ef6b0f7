/** The states of an import; `imports_state_check` in the database names the same. */
export const IMPORT_STATES = [
  'staged',
  'checking',
  'checked',
  'running',
  'done',
  'cancelled',
  'failed',
  'taking-back',
  'taken-back',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What a person can do to an import. */
export type ImportAct = 'check' | 'record-at-once' | 'run' | 'cancel' | 'take-back'

const FROM: Record<ImportAct, readonly ImportState[]> = {
  check: ['staged', 'checked'],
  'record-at-once': ['staged', 'checked'],
  run: ['checked', 'cancelled', 'failed'],
  cancel: ['checking', 'running'],
  'take-back': ['done', 'cancelled', 'failed'],
}

const TAKE_BACK_MS = 30 * 86_400_000

/**
 * Whether an act is open to an import as it stands. Resuming is `run` again: it goes on where it stopped.
 *
 * @param finishedAt  when it ended; taking back is open for 30 days of 24 hours after it
 */
export function canImport(
  act: ImportAct,
  importing: { state: ImportState; finishedAt: Date | null },
  now: Date,
): boolean {
  if (!FROM[act].includes(importing.state)) return false
  if (act !== 'take-back') return true
  return (
    importing.finishedAt !== null && now.getTime() < takeBackUntil(importing.finishedAt).getTime()
  )
}

/** The instant from which an import stays. */
export function takeBackUntil(finishedAt: Date): Date {
  return new Date(finishedAt.getTime() + TAKE_BACK_MS)
}

/** Whether a machine is at work on it, so that a page looks again soon. */
export function isAtWork(state: ImportState): boolean {
  return state === 'checking' || state === 'running' || state === 'taking-back'
}

/** Where work that broke off for good leaves an import: with everything that was whole, and a way on. Null where none was at work. */
export function stateAfterFailure(state: ImportState): ImportState | null {
  switch (state) {
    case 'checking':
      return 'staged'
    case 'running':
      return 'failed'
    case 'taking-back':
      return 'done'
    default:
      return null
  }
}
