import { z } from 'zod'

export const AUDIT_CHAINS = ['money', 'access', 'facts'] as const

export const AuditQuestion = z.strictObject({
  chain: z.enum(AUDIT_CHAINS).optional(),
  tableName: z.string().max(60).optional(),
  /** Where the page before ended: time, chain and number. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} [\d:.+-]{8,24}\|[a-z]+\|\d+$/)
    .nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type AuditQuestion = z.infer<typeof AuditQuestion>
