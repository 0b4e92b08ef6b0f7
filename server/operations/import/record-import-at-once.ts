import { enqueueImport } from '#server/db/enqueue-import.ts'
import { changeImport, lockImport, setLineCounts } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid, ruleBroken } from '#server/domain/errors.ts'
import { canImport } from '#server/domain/import/import-state.ts'
import type { RecordImportAtOnce } from '#server/domain/import/input.ts'
import { countOutcomes } from '#server/domain/import/line-outcome.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { mainNoun } from '#server/domain/import/shipped-profiles.ts'

/**
 * Starts recording a staged file under a mapping without a trial before: lines with problems are kept aside, and what differs from
 * what is known is told and not applied.
 */
export async function recordImportAtOnce(
  actor: Actor,
  input: RecordImportAtOnce,
  now: Date,
): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const given = { state: importing.state, finishedAt: importing.finished_at }
    if (!canImport('record-at-once', given, now)) throw ruleBroken('import-not-now')
    const problems = mappingProblems(input.mapping, importing.headers)
    if (problems.length > 0) throw invalid(problems)

    await setLineCounts(tx, input.importId, countOutcomes([]))
    await changeImport(tx, input.importId, {
      kind: mainNoun(input.mapping),
      mapping: input.mapping,
      state: 'running',
      progress_count: 0,
      apply_changes: false,
      is_direct: true,
      cancel_asked_at: null,
      failure: null,
    })
    if (actor.kind === 'member') await enqueueImport(tx, 'run-import', input.importId)
  })
}
