import { enqueueImport } from '#server/db/enqueue-import.ts'
import { changeImport, lockImport, setLineCounts } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid, ruleBroken } from '#server/domain/errors.ts'
import { canImport } from '#server/domain/import/import-state.ts'
import type { CheckImport } from '#server/domain/import/input.ts'
import { countOutcomes } from '#server/domain/import/line-outcome.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { mainNoun } from '#server/domain/import/shipped-profiles.ts'

/** Starts the trial of a staged file under a mapping: every line is judged, nothing is recorded. */
export async function checkImport(actor: Actor, input: CheckImport, now: Date): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const given = { state: importing.state, finishedAt: importing.finished_at }
    if (!canImport('check', given, now)) throw ruleBroken('import-not-now')
    const problems = mappingProblems(input.mapping, importing.headers)
    if (problems.length > 0) throw invalid(problems)

    await setLineCounts(tx, input.importId, countOutcomes([]))
    await changeImport(tx, input.importId, {
      kind: mainNoun(input.mapping),
      mapping: input.mapping,
      state: 'checking',
      progress_count: 0,
      cancel_asked_at: null,
      failure: null,
    })
    // A command does the work itself.
    if (actor.kind === 'member') await enqueueImport(tx, 'check-import', input.importId)
  })
}
