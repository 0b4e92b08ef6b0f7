import { answerWorthIt } from '#server/operations/episode/answer-worth-it.ts'
import { knownBetween } from './known-between.ts'
import type { SampleRun } from './sample-run.ts'
import { source } from './sample-source.ts'

/** Enters the yes or no of guests whose stay is over. */
export async function enterAnswers(
  run: SampleRun,
  week: readonly [from: Date, until: Date],
): Promise<void> {
  const answers = knownBetween(run.world.answers, week).map(({ stay, isWorthIt, at }) => ({
    source,
    externalId: `${stay.externalId}-W`,
    customer: { source, externalId: stay.customer.externalId },
    episodeExternalId: stay.externalId,
    isWorthIt,
    occurredAt: at,
  }))
  for (let at = 0; at < answers.length; at += 1000) {
    const batch = answers.slice(at, at + 1000)
    const results = await answerWorthIt(run.people.marketing, { answers: batch }, week[1])
    const wrong = results.find(({ outcome }) => outcome !== 'new')
    if (wrong) throw new Error(`Answer: ${JSON.stringify(wrong)}`)
  }
}
