import { z } from 'zod'
import type { Problem } from '#server/domain/errors.ts'
import { DoorError } from './problem-of.ts'

const Refused = z.object({ problem: z.looseObject({ kind: z.string() }) })

/**
 * Knocks at the sign-in door, which sets and clears the session's cookie itself.
 * @throws DoorError with the problem, or without one when nobody answers.
 */
async function knock(path: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (response?.ok) return
  const answer = Refused.safeParse(await response?.json().catch(() => null))
  throw new DoorError(answer.success ? (answer.data.problem as Problem) : null)
}

export function signIn(input: { email: string; password: string }): Promise<void> {
  return knock('sign-in/email', input)
}

export function signOut(): Promise<void> {
  return knock('sign-out', {})
}

export function requestPasswordLink(input: { email: string }): Promise<void> {
  return knock('request-password-reset', input)
}

export function resetPassword(input: { token: string; newPassword: string }): Promise<void> {
  return knock('reset-password', input)
}

export function changePassword(input: {
  currentPassword: string
  newPassword: string
}): Promise<void> {
  return knock('change-password', { ...input, revokeOtherSessions: true })
}
