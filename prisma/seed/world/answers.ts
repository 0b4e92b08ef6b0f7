import type { SampleExperience } from './experiences.ts'
import type { Random } from './random.ts'
import type { Stay } from './stays.ts'
import { worthIt } from './truths.ts'

/** A guest's yes or no to "was it worth it?" after the stay. */
export type SampleAnswer = { stay: Stay; isWorthIt: boolean; at: Date }

/** Some guests answer; what they say follows the most intense moment and the last one, as planted. */
export function answerOf(
  random: Random,
  stay: Stay,
  experiences: SampleExperience[],
): SampleAnswer | null {
  if (!random.chance(worthIt.answered)) return null
  const scores = experiences.flatMap(({ score }) => (score === null ? [] : [score]))
  const end = scores.at(-1)
  const last = experiences.at(-1)
  if (end === undefined || !last) return null
  const intense = scores.reduce((most, score) => (Math.abs(score) >= Math.abs(most) ? score : most))
  const pull = worthIt.base + (worthIt.perPoint * (intense + end)) / 2
  const isWorthIt = random.chance(1 / (1 + Math.exp(-pull)))
  const at = new Date(last.at.getTime() + random.whole(1, 30) * 3_600_000)
  return { stay, isWorthIt, at }
}
