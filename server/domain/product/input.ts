import { z } from 'zod'

/** Something sold. A refund within the window can still undo a sale. */
export const AddProduct = z.strictObject({
  code: z.string().trim().min(1, 'required').max(120, 'too-long'),
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  refundWindowDays: z.int('number.invalid').min(0).max(3650),
})
export type AddProduct = z.infer<typeof AddProduct>
