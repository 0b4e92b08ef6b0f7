import { createHash } from 'node:crypto'
import { countAttempt, forgetAttempts } from '#server/db/attempt.ts'
import { ProblemError } from '#server/domain/errors.ts'

/** What is tried, and how often within how long. Counted in the database, so that every process sees it. */
const LIMITS = {
  'sign-in': { most: 10, windowSeconds: 900 },
  'password-link': { most: 5, windowSeconds: 3600 },
  'password-change': { most: 10, windowSeconds: 900 },
  invitation: { most: 10, windowSeconds: 900 },
} as const

type Attempt = { what: keyof typeof LIMITS; of: string }

/**
 * Counts an attempt on an account or a link.
 * @throws ProblemError unavailable with the seconds to wait, when there were too many.
 */
export async function attempt(one: Attempt): Promise<void> {
  const { most, windowSeconds } = LIMITS[one.what]
  const { count, secondsLeft } = await countAttempt(keyOf(one), windowSeconds)
  if (count <= most) return
  throw new ProblemError({ kind: 'unavailable', retryAfterSeconds: secondsLeft })
}

/** After a success the count starts anew. */
export function succeeded(one: Attempt): Promise<void> {
  return forgetAttempts(keyOf(one))
}

/** E-mail addresses are not written into the table of counters. */
function keyOf({ what, of }: Attempt): string {
  return `${what}:${createHash('sha256').update(of.toLowerCase()).digest('base64url')}`
}
