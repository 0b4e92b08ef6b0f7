import { z } from 'zod'
import { Instant, momentOccurrence, optionalText, requiredText } from '../fact/input.ts'
import { EMOTION_CODES } from '../moment/emotion.ts'
import { SHARE_CHANNELS } from '../share/share-kind.ts'

/** −5 (terrible) … +5 (wonderful). */
const Score = z.int('score.invalid').min(-5, 'score.invalid').max(5, 'score.invalid')

const scorecard = {
  score: Score.nullish().transform((value) => value ?? null),
  emotion: z
    .enum(EMOTION_CODES, 'emotion.unknown')
    .nullish()
    .transform((value) => value ?? null),
}

/** One scorecard: customer, moment, time, staff, score, emotion, note, source. */
export const ExperienceItem = z.strictObject({
  ...momentOccurrence,
  ...scorecard,
  staffRef: optionalText(100),
})
export type ExperienceItem = z.infer<typeof ExperienceItem>

/**
 * What a member of staff taps in ten seconds: the scorecard, and whether the customer told somebody, complained, or was told of us
 * by a customer. The page makes `externalId` once, so that a second tap is the same fact.
 */
export const RecordMoment = z.strictObject({
  externalId: requiredText(200),
  customer: z.union([
    z.strictObject({ id: z.guid() }),
    z.strictObject({ name: requiredText(200), phone: optionalText(40) }),
  ]),
  /** When it was tapped; null is now. A phone that had no connection sends it later, and a clock that runs ahead is not believed. */
  occurredAt: Instant.nullish(),
  moment: optionalText(120),
  location: optionalText(120),
  note: optionalText(2000),
  ...scorecard,
  share: z
    .strictObject({
      channel: z.enum(SHARE_CHANNELS),
      valence: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
    })
    .nullish(),
  complaint: z
    .strictObject({ severity: z.union([z.literal(1), z.literal(2), z.literal(3)]) })
    .nullish(),
  /** The customer who told this one about us. */
  toldById: z.guid().nullish(),
})
export type RecordMoment = z.infer<typeof RecordMoment>
