import { useState } from 'react'

/** Where the reader is in a list of keyset pages: forward by the place that the server names, back by those remembered. */
export function usePages() {
  const [places, setPlaces] = useState<readonly string[]>([])
  return {
    cursor: places.at(-1) ?? null,
    onPrevious: places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined,
    next: (place: string | null) => (place ? () => setPlaces([...places, place]) : undefined),
    restart: () => setPlaces([]),
  }
}
