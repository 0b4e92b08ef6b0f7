import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { AttemptResult } from '#server/domain/webhook/decide-attempt.ts'
import type { SendFailure } from '#server/domain/webhook/event-type.ts'
import { env } from '#server/env.ts'
import { type CheckedAddress, checkAddress } from './webhook-address.ts'
import { signWebhook } from './webhook-signature.ts'

const TIMEOUT_MS = 15_000
/** Of an answer only the beginning is kept. */
const ANSWER_BYTES = 1024

export type WebhookPost = {
  url: string
  /** The same for every attempt, so that the receiver knows what it has had. */
  id: string
  body: string
  /** The newest first; each signs, so that a receiver may change its secret in its own time. */
  secrets: readonly string[]
}

/**
 * Sends one signed message and says what came back. No redirect is followed, and the connection goes to the address that was looked
 * at, whatever the name says a moment later.
 */
export async function postWebhook(post: WebhookPost, now: Date): Promise<AttemptResult> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  const failed = (failure: SendFailure): AttemptResult => ({
    status: null,
    failure,
    answer: null,
    durationMs: durationMs(),
  })
  const url = new URL(post.url)
  // One limit for the look-up and the request: a name server may be silent too.
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let address: CheckedAddress | null
  try {
    address = await Promise.race([checkAddress(url, env().WEBHOOKS_TO_LOOPBACK), endOf(signal)])
  } catch {
    return failed(signal.aborted ? 'timeout' : 'name-unknown')
  }
  if (!address) return failed('address-refused')
  try {
    const { status, answer } = await send({ url, address, post, now, signal })
    return { status, failure: null, answer, durationMs: durationMs() }
  } catch (error) {
    return failed(signal.aborted ? 'timeout' : failureOf(error))
  }
}

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Whether an address may be registered: the same look that every sending takes. A name that nobody knows yet is let in. */
export async function isReachableUrl(url: string): Promise<boolean> {
  try {
    return (await checkAddress(new URL(url), env().WEBHOOKS_TO_LOOPBACK)) !== null
  } catch {
    return new URL(url).protocol === 'https:'
  }
}

function failureOf(error: unknown): SendFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? 'certificate' : 'connection'
}

function headersOf(post: WebhookPost, now: Date): Record<string, string | number> {
  const timestamp = Math.floor(now.getTime() / 1000)
  const { id, body } = post
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Zhile-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': post.secrets
      .map((secret) => signWebhook(secret, { id, timestamp, body }))
      .join(' '),
  }
}

type Answer = { status: number; answer: string }

type Sending = {
  url: URL
  address: CheckedAddress
  post: WebhookPost
  now: Date
  signal: AbortSignal
}

function send({ url, address: checked, post, now, signal }: Sending): Promise<Answer> {
  const { address, family } = checked
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: headersOf(post, now),
      // A connection of its own: a kept one may lead to an address of yesterday.
      agent: false,
      lookup: (_host, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address, family),
      signal,
    })
    sent.on('response', (response) => {
      const status = response.statusCode ?? 0
      readAnswer(response).then((answer) => resolve({ status, answer }), reject)
    })
    sent.on('error', reject)
    sent.end(post.body)
  })
}

/** Reads no more than is kept; whoever sends without end is cut off. */
async function readAnswer(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    const bytes = Buffer.from(part)
    parts.push(bytes)
    size += bytes.length
    if (size >= ANSWER_BYTES) break
  }
  response.destroy()
  // NUL is no character of a text for Postgres.
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8').replaceAll('\u0000', '')
}
