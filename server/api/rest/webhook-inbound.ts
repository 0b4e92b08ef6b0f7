import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '#server/domain/errors.ts'
import { receiveWebhook } from '#server/operations/webhook/receive-webhook.ts'
import { answering } from './answer-problem.ts'

/** Room for a thousand items with long notes. */
const MAX_BODY_BYTES = 4 * 1024 * 1024
const MAX_ID = 200
const NOBODY = '00000000-0000-0000-0000-000000000000'

const Refused = z.object({
  problems: z.array(z.object({ field: z.string(), code: z.string() })),
})

/** Takes a signed message (Standard Webhooks). The bytes of its body are what was signed, so they are read before they are parsed. */
export async function answerWebhook(request: Request, sourceId: string): Promise<Response> {
  const requestId = randomUUID()
  const body = await bytesOf(request)
  if (!body) return Response.json({ reason: 'too-large' }, { status: 413 })
  const said = (name: string) => request.headers.get(name) ?? ''
  return answering({ requestId, headers: request.headers }, async () => {
    const answer = await receiveWebhook(
      {
        // What is no id is looked up all the same, so that it takes as long.
        sourceId: z.uuid().safeParse(sourceId).data ?? NOBODY,
        headers: {
          id: said('webhook-id').slice(0, MAX_ID),
          timestamp: said('webhook-timestamp'),
          signature: said('webhook-signature'),
        },
        body,
        requestId,
      },
      new Date(),
    )
    const refused = Refused.safeParse(answer)
    if (refused.success) throw invalid(refused.data.problems)
    return Response.json(answer)
  })
}

/** The whole body, or null where it is longer than any that we take. */
async function bytesOf(request: Request): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > MAX_BODY_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
