'use client'

import { ErrorState } from './_ui/error-state.tsx'

/** Whatever a page throws. The way on is a fresh try. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <main style={{ maxWidth: 720, margin: '10vh auto', padding: 16 }}>
      <ErrorState error={error} onRetry={reset} />
    </main>
  )
}
