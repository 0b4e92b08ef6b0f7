import { z } from 'zod'

export const ChangeOrganization = z.strictObject({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  defaultLocale: z.enum(['en', 'zh-CN']),
  /** An experience at or below it is a valley. */
  valleyScore: z.int('number.invalid').min(-5).max(0),
  /** From this amount on a second person approves; null: one is enough. */
  secondApprovalMinor: z.bigint().positive('amount.invalid').nullable(),
})
export type ChangeOrganization = z.infer<typeof ChangeOrganization>

/** A new business, with the journey that it starts from. */
export const CreateOrganization = z.strictObject({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  timeZone: z.string().refine(isTimeZone, 'zone.unknown'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'currency.invalid'),
  defaultLocale: z.enum(['en', 'zh-CN']),
  ownerEmail: z.email('email.invalid').toLowerCase(),
  /** Null starts without moments: an import brings them. */
  template: z.enum(['hotel']).nullable(),
})
export type CreateOrganization = z.infer<typeof CreateOrganization>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
