/** What is known of a run, or under an external id: whose run, and what was said. */
export type KnownAnswer = { episodeId: string; isWorthIt: boolean }

/**
 * What an answer is, beside what is known.
 *
 * A run is answered once: the same answer again is `same`, another one is `changed` and skipped, as with every fact. An
 * external id that already answers another run is a `conflict`: one of the two senders is wrong, and people must look.
 *
 * @param ofEpisode    the answer that the run has
 * @param ofExternalId the answer that came under the same external id
 */
export function decideAnswer(
  answer: KnownAnswer,
  ofEpisode: KnownAnswer | undefined,
  ofExternalId: KnownAnswer | undefined,
): 'new' | 'same' | 'changed' | 'conflict' {
  if (ofExternalId && ofExternalId.episodeId !== answer.episodeId) return 'conflict'
  const known = ofEpisode ?? ofExternalId
  if (!known) return 'new'
  return known.isWorthIt === answer.isWorthIt ? 'same' : 'changed'
}
