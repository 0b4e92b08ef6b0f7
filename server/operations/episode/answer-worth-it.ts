import {
  type AnswerDraft,
  findKnownAnswers,
  identityKey,
  intakeAnswers,
  saveAnswers,
} from '#server/db/episode-answer.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { decideAnswer } from '#server/domain/episode/decide-answer.ts'
import type { AnswerWorthIt } from '#server/domain/episode/input.ts'
import type { ItemResult } from '#server/domain/fact/batch.ts'

/** Records the yes or no to "was it worth it?" of one run or many; answers item by item, in order. */
export async function answerWorthIt(
  actor: Actor,
  { answers }: AnswerWorthIt,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'episode.answer')
  return transaction(actor, async (tx) => {
    const { drafts, results } = await intakeAnswers(tx, answers, now)
    const { ofEpisode, ofExternalId } = await findKnownAnswers(tx, drafts)

    const fresh: AnswerDraft[] = []
    for (const draft of drafts) {
      const answer = { episodeId: draft.episodeId, isWorthIt: draft.item.isWorthIt }
      const key = identityKey(draft.item)
      const outcome = decideAnswer(answer, ofEpisode.get(draft.episodeId), ofExternalId.get(key))
      results[draft.index] = { outcome, id: draft.episodeId }
      if (outcome !== 'new') continue
      // What the batch says itself is known to its later items.
      ofEpisode.set(draft.episodeId, answer)
      ofExternalId.set(key, answer)
      fresh.push(draft)
    }

    await saveAnswers(tx, fresh, now)
    return results
  })
}
