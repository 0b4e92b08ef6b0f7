const GRACE_MS = 24 * 60 * 60 * 1000

/** Until when the secret before a rotation is good: a day, in which the other side can take over the new one. */
export function previousSecretUntil(rotatedAt: Date): Date {
  return new Date(rotatedAt.getTime() + GRACE_MS)
}
