import { z } from 'zod'
import { EMOTION_CODES } from '#server/domain/moment/emotion.ts'
import { SHARE_CHANNELS } from '#server/domain/share/share-kind.ts'

const Person = z.object({ id: z.string(), name: z.string(), phoneLast4: z.string().nullable() })
const Newcomer = z.object({ newName: z.string(), newPhone: z.string() })

/** A customer who was found. */
export type Person = z.infer<typeof Person>
/** A customer who is added with the moment. */
export type Newcomer = z.infer<typeof Newcomer>

/** What is tapped on the page, before and until it is saved. Kept on the phone, so its shape is checked when read back. */
export const Draft = z.object({
  /** Made by the browser: the same draft sent twice is one fact. */
  key: z.string(),
  customer: z.union([Person, Newcomer]).nullable(),
  /** By code. */
  moment: z.string().nullable(),
  score: z.number().nullable(),
  emotion: z.enum(EMOTION_CODES).nullable(),
  note: z.string(),
  channel: z.enum(SHARE_CHANNELS).nullable(),
  /** Null follows the score. */
  isAgainst: z.boolean().nullable(),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  teller: Person.nullable(),
  isWorthIt: z.boolean().nullable(),
})
export type Draft = z.infer<typeof Draft>

export function emptyDraft(key: string): Draft {
  return {
    key,
    customer: null,
    moment: null,
    score: null,
    emotion: null,
    note: '',
    channel: null,
    isAgainst: null,
    severity: null,
    teller: null,
    isWorthIt: null,
  }
}

/** Which of the two things without which nothing can be saved is not there yet. */
export function missingOf({ customer, moment }: Draft): 'both' | 'customer' | 'moment' | null {
  if (!customer) return moment ? 'customer' : 'both'
  return moment ? null : 'moment'
}

/** Whether they spoke against us: as said, or else as the score lets expect. */
export function isAgainst({ isAgainst: said, score }: Draft): boolean {
  return said ?? (score ?? 0) < 0
}

/** The draft as the server takes it. */
export function recordOf(draft: Draft, place: string | null, occurredAt: Date) {
  const { key, customer, moment, score, emotion, note, channel, severity, teller } = draft
  if (!customer) throw new Error('a draft without a customer is never saved')
  return {
    externalId: key,
    customer:
      'id' in customer
        ? { id: customer.id }
        : { name: customer.newName, phone: customer.newPhone.trim() || null },
    occurredAt,
    moment,
    location: place,
    note: note.trim() || null,
    score,
    emotion,
    share: channel && { channel, valence: isAgainst(draft) ? (-1 as const) : (1 as const) },
    complaint: severity && { severity },
    toldById: teller?.id ?? null,
  }
}
