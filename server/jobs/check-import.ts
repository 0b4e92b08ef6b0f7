import { checkImportChunk } from '#server/operations/import/check-import-chunk.ts'
import type { Job } from './job.ts'
import { workOnImport } from './work-on-import.ts'

/** The trial of an uploaded file. */
export const checkImport: Job = {
  run: (payload) => workOnImport('check-import', payload, checkImportChunk),
}
