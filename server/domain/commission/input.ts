import { z } from 'zod'
import { CURSOR } from '../list-cursor.ts'

/** Why finance says no. 'amount-changed' proposes anew what is owed now. */
export const REJECT_REASONS = [
  'not-genuine',
  'duplicate',
  'related-person',
  'refunded',
  'amount-changed',
  'other',
] as const

export const ENTRY_KINDS = ['award', 'reversal', 'adjustment', 'reinstatement'] as const
export const ENTRY_STATUSES = [
  'proposed',
  'waiting',
  'approved',
  'in-batch',
  'sent',
  'settled',
  'rejected',
] as const

const EntryIds = z.array(z.uuid()).min(1).max(500)

export const ApproveEntries = z.strictObject({ entryIds: EntryIds })
export type ApproveEntries = z.infer<typeof ApproveEntries>

export const RejectEntries = z.strictObject({
  entryIds: EntryIds,
  reason: z.enum(REJECT_REASONS),
  note: z.string().trim().max(500).optional(),
})
export type RejectEntries = z.infer<typeof RejectEntries>

export const HoldCommission = z.strictObject({
  commissionId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
})
export type HoldCommission = z.infer<typeof HoldCommission>

export const UnholdCommission = z.strictObject({ commissionId: z.uuid() })
export type UnholdCommission = z.infer<typeof UnholdCommission>

export const ProposeCommissions = z.strictObject({ referralIds: z.array(z.uuid()).min(1).max(500) })
export type ProposeCommissions = z.infer<typeof ProposeCommissions>

export const OptImportIn = z.strictObject({ importId: z.uuid() })
export type OptImportIn = z.infer<typeof OptImportIn>

const Limit = z.number().int().min(1).max(200).default(50)
const Cursor = z.string().regex(CURSOR).nullish()

export const EntryQueueQuestion = z.strictObject({
  status: z.enum(['proposed', 'waiting']).optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  cursor: Cursor,
  limit: Limit,
})
export type EntryQueueQuestion = z.infer<typeof EntryQueueQuestion>

export const EntryListQuestion = z.strictObject({
  status: z.enum(ENTRY_STATUSES).optional(),
  cursor: Cursor,
  limit: Limit,
})
export type EntryListQuestion = z.infer<typeof EntryListQuestion>

export const ChosenCommission = z.strictObject({ id: z.uuid() })
export type ChosenCommission = z.infer<typeof ChosenCommission>
