/** Items of one message, as the REST door allows. */
const MAX_MESSAGE_ITEMS = 1000

/** What an inbound message says; `items` are not looked at yet. */
export type InboundMessage = { type: string; items: unknown[] }

/**
 * What a body says: `{ type, data }`, where data is one item or a list of items.
 *
 * @returns null where it is no JSON, or has another form, or more than 1000 items
 */
export function readMessage(body: string): InboundMessage | null {
  const said = parse(body)
  if (typeof said !== 'object' || said === null) return null
  if (!('type' in said) || typeof said.type !== 'string' || !('data' in said)) return null
  const items: unknown[] = Array.isArray(said.data) ? said.data : [said.data]
  const isSound = items.length > 0 && items.length <= MAX_MESSAGE_ITEMS
  return isSound ? { type: said.type, items } : null
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
