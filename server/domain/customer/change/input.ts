import { z } from 'zod'
import { optionalText, requiredText } from '../../fact/input.ts'

/** Where customers come from who were typed in, not brought by a system. */
export const TYPED_SOURCE = 'zhile'

/** A customer typed in by a person. The caller makes the id, so that sending twice adds one. */
export const CreateCustomer = z.strictObject({
  externalId: requiredText(200),
  name: requiredText(200),
  phone: optionalText(40),
})
export type CreateCustomer = z.infer<typeof CreateCustomer>

/** A customer's new name; a phone of null leaves the number as it is. */
export const ChangeCustomer = z.strictObject({
  customerId: z.guid(),
  name: requiredText(200),
  phone: optionalText(40),
})
export type ChangeCustomer = z.infer<typeof ChangeCustomer>
