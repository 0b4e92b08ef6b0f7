/** A source of chance that gives the same numbers for the same seed on every machine. */
export type Random = {
  /** In [0, 1). */
  next(): number
  chance(probability: number): boolean
  /** A whole number between both, both included. */
  whole(from: number, until: number): number
  pick<const T>(choices: readonly [T, ...T[]]): T
  /** One of the choices, as often as its weight says. */
  weighted<const T>(choices: readonly [Weighted<T>, ...Weighted<T>[]]): T
  normal(mean: number, deviation: number): number
  exponential(mean: number): number
}

type Weighted<T> = readonly [choice: T, weight: number]

/** sfc32, seeded by the text: separate subjects take separate seeds, so that a change in one moves no other. */
export function randomOf(seed: string): Random {
  const next = sfc32(seed)
  return {
    next,
    chance: (probability) => next() < probability,
    whole: (from, until) => from + Math.floor(next() * (until - from + 1)),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    weighted: (choices) => weighted(choices, next()),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  }
}

function weighted<T>(choices: readonly [Weighted<T>, ...Weighted<T>[]], at: number): T {
  let left = at * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  return choices[0][0]
}

function sfc32(seed: string): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (const letter of seed) b = Math.imul(b ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  const step = () => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4_294_967_296
  }
  for (let warm = 0; warm < 15; warm++) step()
  return step
}
