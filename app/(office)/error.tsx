'use client'

import { ErrorState } from '../_ui/error-state.tsx'

/** A page that failed; the office around it stays. */
export default function OfficeError({ error, reset }: { error: Error; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} />
}
