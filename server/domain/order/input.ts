import { z } from 'zod'
import {
  AmountMinor,
  Instant,
  identity,
  occurrence,
  optionalText,
  requiredText,
} from '../fact/input.ts'

const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'currency.invalid')
  .nullish()
  .transform((value) => value ?? null)

/** What was bought. */
export const OrderItem = z.strictObject({
  ...occurrence,
  /** The product's code. */
  product: requiredText(120),
  deliveredAt: Instant.nullish().transform((value) => value ?? null),
  /** Net of tax, before refunds. */
  amountMinor: AmountMinor,
  /** Null is the organization's own. */
  currency: Currency,
})
export type OrderItem = z.infer<typeof OrderItem>

/** Money given back on an order, in whole or in part. */
export const RefundItem = z.strictObject({
  ...identity,
  order: z.union([z.strictObject({ id: z.guid() }), z.strictObject(identity)], 'order.unknown'),
  occurredAt: Instant,
  amountMinor: AmountMinor.refine((value) => value > 0n, 'amount.invalid'),
  currency: Currency,
  reason: optionalText(500),
})
export type RefundItem = z.infer<typeof RefundItem>
