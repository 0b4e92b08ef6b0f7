import type { Actor } from '#server/domain/actor.ts'
import { ImportId } from '#server/domain/import/input.ts'
import { log } from '#server/log.ts'
import { failImport } from '#server/operations/import/fail-import.ts'

type Chunk = (actor: Actor, input: ImportId, now: Date) => Promise<{ isDone: boolean }>

const TRIES = 3
const RETRY_MS = 2000

/**
 * Repeats one step of an import until it is done. A chunk that fails is tried again, since it left nothing behind; after the last
 * try the import is laid down, so that a person sees it and can go on.
 */
export async function workOnImport(job: string, payload: unknown, chunk: Chunk): Promise<void> {
  const { organizationId, ...input } = ImportId.extend({
    organizationId: ImportId.shape.importId,
  }).parse(payload)
  const actor: Actor = { kind: 'job', organizationId, job, requestId: `import-${input.importId}` }
  let failures = 0
  for (let isDone = false; !isDone; ) {
    try {
      isDone = (await chunk(actor, input, new Date())).isDone
      failures = 0
    } catch (error) {
      failures += 1
      log.error({ job, importId: input.importId, failures, err: error }, 'import step failed')
      if (failures === TRIES) return failImport(actor, input, new Date())
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
