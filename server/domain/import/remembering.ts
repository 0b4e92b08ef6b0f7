const MOST_REMEMBERED = 20_000

/**
 * What a function made of a text, remembered: columns say few things many times. The memory starts anew when it is full, so that a
 * column in which every cell differs costs no more than that.
 */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = read(text)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(text, made)
    return made
  }
}
