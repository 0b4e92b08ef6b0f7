import { z } from 'zod'
import { identity, optionalText, requiredText } from '../fact/input.ts'

/** A customer as the business knows them. */
export const CustomerItem = z.strictObject({
  ...identity,
  name: requiredText(200),
  phone: optionalText(40),
})
export type CustomerItem = z.infer<typeof CustomerItem>
