import { takeBackImportChunk } from '#server/operations/import/take-back-import-chunk.ts'
import type { Job } from './job.ts'
import { workOnImport } from './work-on-import.ts'

/** The removal of what an import brought. */
export const takeBackImport: Job = {
  run: (payload) => workOnImport('take-back-import', payload, takeBackImportChunk),
}
