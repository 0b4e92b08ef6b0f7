type Fact = { at: Date; knownAt?: Date }

/** Facts that became known after one instant, until another. Most are known as they happen. */
export function knownBetween<T extends Fact>(
  all: readonly T[],
  [from, until]: readonly [from: Date, until: Date],
): T[] {
  return all.filter(({ at, knownAt = at }) => knownAt > from && knownAt <= until)
}
