import { z } from 'zod'

export const RequestPayee = z.strictObject({ entryId: z.uuid(), locale: z.enum(['zh-CN', 'en']) })
export type RequestPayee = z.infer<typeof RequestPayee>

const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** The language decides what was read, and so what is written down as told. */
export const PayeeFormQuestion = z.strictObject({ secret: Secret, locale: z.enum(['zh-CN', 'en']) })
export type PayeeFormQuestion = z.infer<typeof PayeeFormQuestion>

const compact = (text: string) => text.replaceAll(/[\s-]/g, '')

/** What a thanked customer answers, once. */
export const SubmitPayee = z.strictObject({
  secret: Secret,
  /** In which the consent was read. */
  locale: z.enum(['zh-CN', 'en']),
  name: z.string().trim().min(1).max(100),
  bankName: z.string().trim().min(1).max(100),
  account: z
    .string()
    .transform(compact)
    .pipe(z.string().regex(/^[0-9A-Za-z]{6,34}$/, 'account.invalid')),
  /** Where the tax office asks for it. */
  idNumber: z
    .string()
    .transform(compact)
    .pipe(z.string().regex(/^[0-9A-Za-z]{4,24}$/, 'id-number.invalid'))
    .optional(),
  consent: z.literal(true, 'consent.required'),
  isEmployee: z.boolean(),
  isPublicOfficial: z.boolean(),
  isMedicalStaff: z.boolean(),
  isBuyersEmployee: z.boolean(),
})
export type SubmitPayee = z.infer<typeof SubmitPayee>

export const ChosenPayee = z.strictObject({ id: z.uuid() })
export type ChosenPayee = z.infer<typeof ChosenPayee>
