type Fact = { at: Date; knownAt?: Date }

/** Facts that became known after one instant, until another, in their order. Most are known as they happen. */
export function knownBetween<T extends Fact>(
  all: readonly T[],
  [from, until]: readonly [from: Date, until: Date],
): T[] {
  const [after, last] = [from.getTime(), until.getTime()]
  return all.filter((fact) => {
    const known = (fact.knownAt ?? fact.at).getTime()
    return known > after && known <= last
  })
}
