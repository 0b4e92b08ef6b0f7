import { createHmac, timingSafeEqual } from 'node:crypto'

const PREFIX = 'whsec_'
const TOLERANCE_SECONDS = 5 * 60
/** A sender that rotates has two signatures; more are somebody's attempt to make us reckon. */
const MAX_SIGNATURES = 10

/** A message as it is signed: its id, when it was sent (seconds of the epoch) and the bytes of its body. */
export type SignedMessage = { id: string; timestamp: number; body: string | Uint8Array }

/**
 * The Standard Webhooks signature: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(secret: string, { id, timestamp, body }: SignedMessage): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/**
 * Whether one of the secrets made one of the signatures, at a time near ours. Each pair is compared whole, so that the time tells
 * nothing; the sums are made even where the headers are bad.
 *
 * @param headers.signature  one or more, separated by blanks
 * @param now  five minutes before or after are near
 */
export function isSignedWebhook(
  secrets: readonly string[],
  headers: { id: string; timestamp: string; signature: string },
  body: Uint8Array,
  now: Date,
): boolean {
  const timestamp = /^\d{1,12}$/.test(headers.timestamp) ? Number(headers.timestamp) : 0
  const isNear = Math.abs(now.getTime() / 1000 - timestamp) <= TOLERANCE_SECONDS
  const given = headers.signature.split(' ').slice(0, MAX_SIGNATURES)
  let isMade = false
  for (const secret of secrets) {
    const made = Buffer.from(signWebhook(secret, { id: headers.id, timestamp, body }))
    for (const one of given) {
      const said = Buffer.from(one)
      const isSame = said.length === made.length && timingSafeEqual(said, made)
      isMade = isMade || isSame
    }
  }
  return isMade && isNear && headers.id !== ''
}
