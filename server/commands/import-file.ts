import type { Actor } from '#server/domain/actor.ts'
import type { ProfileMapping } from '#server/domain/import/input.ts'
import { checkImport } from '#server/operations/import/check-import.ts'
import { checkImportChunk } from '#server/operations/import/check-import-chunk.ts'
import { recordImportAtOnce } from '#server/operations/import/record-import-at-once.ts'
import { runImport } from '#server/operations/import/run-import.ts'
import { runImportChunk } from '#server/operations/import/run-import-chunk.ts'
import { stageImport } from '#server/operations/import/stage-import.ts'

export type ImportFile = {
  fileName: string
  body: AsyncIterable<Uint8Array>
  profile: ProfileMapping
  /** Lines of a piece, where it shall not be the usual number. */
  mostRecords?: number
  applyChanges?: boolean
  /** Without a trial before. */
  isDirect?: boolean
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
      ...(given.mostRecords ? { mostRecords: given.mostRecords } : {}),
      onProgress: (rowCount) => onProgress('reading', rowCount),
    },
    new Date(),
  )
  if (given.isDirect) await recordImportAtOnce(actor, { importId, mapping }, new Date())
  else {
    await checkImport(actor, { importId, mapping }, new Date())
    await until('trying', () => checkImportChunk(actor, { importId }, new Date()), onProgress)
    if (given.checkOnly) return { importId }
    await runImport(actor, { importId, applyChanges: given.applyChanges ?? false }, new Date())
  }
  await until('recording', () => runImportChunk(actor, { importId }, new Date()), onProgress)
  return { importId }
}

type Step = { isDone: boolean; progressCount: number; rowCount: number }

async function until(
  what: 'trying' | 'recording',
  chunk: () => Promise<Step>,
  onProgress: Progress,
): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const step = await chunk()
    onProgress(what, step.progressCount, step.rowCount)
    isDone = step.isDone
  }
}
