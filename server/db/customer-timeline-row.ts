import { z } from 'zod'

const Source = z.string().nullable()
const Note = z.string().nullable()
const Minor = z.string().transform(BigInt)
const Instant = z
  .string()
  .transform((text) => new Date(text))
  .nullable()

const EVIDENCE = [
  'link',
  'code',
  'asked',
  'staff',
  'import',
  'stated',
  'order',
  'window',
  'voided',
  'implied',
] as const

const Data = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('experience'),
    score: z.number().nullable(),
    emotion: z.string().nullable(),
    note: Note,
    staffRef: z.string().nullable(),
    source: Source,
  }),
  z.object({
    kind: z.literal('share'),
    channel: z.string(),
    valence: z.number(),
    isPublic: z.boolean(),
    reach: z.number().nullable(),
    proof: z.string(),
    note: Note,
    source: Source,
  }),
  z.object({
    kind: z.literal('complaint'),
    severity: z.number(),
    isPublic: z.boolean(),
    reach: z.number().nullable(),
    note: Note,
    source: Source,
  }),
  z.object({
    kind: z.literal('order'),
    product: z.string(),
    amountMinor: Minor,
    refundedMinor: Minor,
    currency: z.string(),
    deliveredAt: Instant,
    source: Source,
  }),
  z.object({
    kind: z.literal('refund'),
    product: z.string(),
    amountMinor: Minor,
    currency: z.string(),
    reason: z.string().nullable(),
    source: Source,
  }),
  z.object({
    kind: z.literal('referral'),
    side: z.enum(['made', 'received']),
    step: z.enum(['claimed', 'confirmed', 'visited', 'bought', 'kept', 'void']),
    /** Null where that customer was erased. */
    other: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Of a claim how we know of it, of a step what it rests on. */
    evidence: z.enum(EVIDENCE),
    note: Note,
    source: Source,
    /** Null for a claim that did not win. */
    referralId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('thanks'),
    step: z.enum(['approved', 'told']),
    entryKind: z.enum(['award', 'reversal', 'adjustment', 'reinstatement']),
    amountMinor: Minor,
    currency: z.string(),
  }),
])

/** One event of a timeline as the database tells it. */
export const TimelineRow = z
  .object({
    at: z.date(),
    place_at: z.string(),
    day: z.string(),
    id: z.string(),
    rank: z.number(),
    kind: z.string(),
    data: z.record(z.string(), z.unknown()),
    moment_zh: z.string().nullable(),
    moment_en: z.string().nullable(),
    location_name: z.string().nullable(),
    valley_score: z.number(),
  })
  .transform((row) => ({
    at: row.at,
    place: { at: row.place_at, id: row.id, rank: row.rank },
    /** The business day, in the organization's zone. */
    day: row.day,
    moment:
      row.moment_zh === null || row.moment_en === null
        ? null
        : { nameZh: row.moment_zh, nameEn: row.moment_en },
    locationName: row.location_name,
    valleyScore: row.valley_score,
    ...Data.parse({ ...row.data, kind: row.kind }),
  }))
export type TimelineRow = z.infer<typeof TimelineRow>
