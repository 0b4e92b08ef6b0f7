import { runImportChunk } from '#server/operations/import/run-import-chunk.ts'
import type { Job } from './job.ts'
import { workOnImport } from './work-on-import.ts'

/** The recording of a checked file. */
export const runImport: Job = {
  run: (payload) => workOnImport('run-import', payload, runImportChunk),
}
