'use client'

import { useRouter } from 'next/navigation'
import { useSequenceLead, useShortcuts } from '../../_ui/use-shortcuts.ts'
import type { OfficePlace } from './office.ts'
import { openPalette } from './palette.tsx'

/** The keys that work on every page of the office. */
export function useOfficeShortcuts(places: readonly OfficePlace[], onHelp: () => void): void {
  const router = useRouter()
  useSequenceLead('g')
  useShortcuts([
    { key: '?', run: onHelp },
    { key: '/', run: focusSearch },
    ...places.map((place) => ({
      key: `g ${place.letter}`,
      run: () => router.push(place.href),
    })),
  ])
}

/** The page's own search field, or the palette where there is none. */
function focusSearch(): void {
  const field = document.querySelector<HTMLElement>('[data-page-search]')
  if (field) field.focus()
  else openPalette()
}
