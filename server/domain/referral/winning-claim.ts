/** A claim as far as it competes. */
export type Competing = { id: string; strength: number; occurredAt: Date }

export type WinningReason = 'only' | 'stronger' | 'earlier' | 'first-live'

/**
 * Why a claim won over the others on the same referee: stronger evidence, or at equal strength the earlier one. A stronger claim
 * that came when the referral was already live does not overturn it; a person looks at such a dispute.
 */
export function winningReason(winner: Competing, others: readonly Competing[]): WinningReason {
  if (others.length === 0) return 'only'
  const best = others.toSorted(byStrengthThenTime)[0]
  if (!best || best.strength < winner.strength) return 'stronger'
  if (best.strength === winner.strength && winner.occurredAt <= best.occurredAt) return 'earlier'
  return 'first-live'
}

function byStrengthThenTime(a: Competing, b: Competing): number {
  return b.strength - a.strength || a.occurredAt.getTime() - b.occurredAt.getTime()
}
