import type { Actor } from '../actor.ts'

/** A message as it came; the body is what was signed, byte for byte. */
export type InboundWebhook = {
  sourceId: string
  headers: { id: string; timestamp: string; signature: string }
  body: Uint8Array
  requestId: string
}

/** A source as a caller, bound to the organization that let it in. The audit log names it. */
export function sourceActor(organizationId: string, sourceId: string, requestId: string): Actor {
  return { kind: 'job', organizationId, job: `webhook:${sourceId}`, requestId }
}
