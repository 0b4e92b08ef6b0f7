import type { Actor } from '#server/domain/actor.ts'
import type { ProfileMapping } from '#server/domain/import/input.ts'
import { checkImport } from '#server/operations/import/check-import.ts'
import { checkImportChunk } from '#server/operations/import/check-import-chunk.ts'
import { runImport } from '#server/operations/import/run-import.ts'
import { runImportChunk } from '#server/operations/import/run-import-chunk.ts'
import { stageImport } from '#server/operations/import/stage-import.ts'

export type ImportFile = {
  fileName: string
  body: AsyncIterable<Uint8Array>
  profile: ProfileMapping
  applyChanges?: boolean
  /** The trial alone. */
  checkOnly?: boolean
}

type Progress = (what: 'reading' | 'trying' | 'recording', count: number, total?: number) => void

/** A whole import in this process, step by step as the browser and the worker do it together. */
export async function importFile(
  actor: Actor,
  given: ImportFile,
  onProgress: Progress = () => undefined,
): Promise<{ importId: string }> {
  const { encoding, delimiter, ...mapping } = given.profile
  const { importId } = await stageImport(
    actor,
    {
      fileName: given.fileName,
      body: given.body,
      ...(encoding ? { encoding } : {}),
      ...(delimiter ? { delimiter } : {}),
      onProgress: (rowCount) => onProgress('reading', rowCount),
    },
    new Date(),
  )
  await checkImport(actor, { importId, mapping }, new Date())
  for (let isDone = false; !isDone; ) {
    const step = await checkImportChunk(actor, { importId }, new Date())
    onProgress('trying', step.progressCount, step.rowCount)
    isDone = step.isDone
  }
  if (given.checkOnly) return { importId }
  await runImport(actor, { importId, applyChanges: given.applyChanges ?? false }, new Date())
  for (let isDone = false; !isDone; ) {
    const step = await runImportChunk(actor, { importId }, new Date())
    onProgress('recording', step.progressCount, step.rowCount)
    isDone = step.isDone
  }
  return { importId }
}
