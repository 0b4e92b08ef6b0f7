import { ProblemError } from '#server/domain/errors.ts'
import { stageImport } from '#server/operations/import/stage-import.ts'
import { createContext } from '../context.ts'
import { sameOrigin } from '../refuse-foreign.ts'
import { answering } from './answer-problem.ts'
import { requireType } from './read-json.ts'

/**
 * Takes a file as a raw stream, from a page of ours only: no form, no multipart, nothing held in memory. The file's name travels
 * percent-encoded in `x-file-name`.
 */
export async function answerUpload(request: Request): Promise<Response> {
  const context = await createContext(request.headers)
  return answering(context, async () => {
    if (!sameOrigin(request)) throw new ProblemError({ kind: 'forbidden', permission: 'session' })
    requireType(request, ['application/octet-stream'])
    if (!context.actor) throw new ProblemError({ kind: 'unauthenticated' })
    const staged = await stageImport(
      context.actor,
      { fileName: fileNameOf(request), body: bodyOf(request) },
      context.now,
    )
    return Response.json(staged, { status: 201 })
  })
}

function fileNameOf(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get('x-file-name') ?? '')
  } catch {
    return ''
  }
}

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    reader.releaseLock()
  }
}
