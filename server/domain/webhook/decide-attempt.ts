import type { SendFailure } from './event-type.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long to wait after the first, second … failed attempt, in milliseconds (Standard Webhooks, "Deliverability and reliability"). */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

/** An endpoint to which nothing came through for so long hears no more until a person says so. */
const GIVE_UP_AFTER_MS = 5 * 24 * HOUR

/** Part of a delay by which it may come later, so that what failed together does not come back together. */
const JITTER = 0.1

/** What came of a request: a status, or a reason why there is none. */
export type AttemptResult =
  | { status: number; failure: null; answer: string; durationMs: number }
  | { status: null; failure: SendFailure; answer: null; durationMs: number }

export type AttemptDecision =
  | { kind: 'delivered' }
  | { kind: 'retry'; dueAt: Date; failingSince: Date }
  | { kind: 'fail'; failingSince: Date }
  | { kind: 'disable'; reason: 'gone' | 'failing'; failingSince: Date }

type Standing = {
  /** Attempts since it was last sent anew, this one among them. */
  tryCount: number
  failingSince: Date | null
  now: Date
  /** Between 0 and 1. */
  random: number
}

/**
 * What follows from an attempt. Only 2xx is success. 410 means that the endpoint wants to hear no more; five days without anything
 * coming through mean that nobody is there. Everything else is tried again, nine times in 76 hours.
 */
export function decideAttempt(result: AttemptResult, of: Standing): AttemptDecision {
  if (result.status !== null && result.status >= 200 && result.status < 300)
    return { kind: 'delivered' }
  const failingSince = of.failingSince ?? of.now
  if (result.status === 410) return { kind: 'disable', reason: 'gone', failingSince }
  if (of.now.getTime() - failingSince.getTime() >= GIVE_UP_AFTER_MS)
    return { kind: 'disable', reason: 'failing', failingSince }
  const delay = RETRY_DELAYS_MS[of.tryCount - 1]
  if (delay === undefined) return { kind: 'fail', failingSince }
  const dueAt = new Date(of.now.getTime() + Math.round(delay * (1 + JITTER * of.random)))
  return { kind: 'retry', dueAt, failingSince }
}
