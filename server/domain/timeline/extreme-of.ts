/**
 * Whether an experience stands out: a valley at or below the organization's valley score (−5 … 0), a peak as far above zero
 * as the valley lies below it (at least 1). Between them, or without a score, it is neither.
 */
export function extremeOf(score: number | null, valleyScore: number): 'peak' | 'valley' | null {
  if (score === null) return null
  if (score <= valleyScore) return 'valley'
  return score >= Math.max(1, -valleyScore) ? 'peak' : null
}
