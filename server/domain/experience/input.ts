import { z } from 'zod'
import { momentOccurrence, optionalText } from '../fact/input.ts'
import { EMOTION_CODES } from '../moment/emotion.ts'

/** −5 (terrible) … +5 (wonderful). */
const Score = z.int('score.invalid').min(-5, 'score.invalid').max(5, 'score.invalid')

/** One scorecard: customer, moment, time, staff, score, emotion, note, source. */
export const ExperienceItem = z.strictObject({
  ...momentOccurrence,
  score: Score.nullish().transform((value) => value ?? null),
  emotion: z
    .enum(EMOTION_CODES, 'emotion.unknown')
    .nullish()
    .transform((value) => value ?? null),
  staffRef: optionalText(100),
})
export type ExperienceItem = z.infer<typeof ExperienceItem>
