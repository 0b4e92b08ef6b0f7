import { z } from 'zod'
import { CUSTOMER_ORDERS } from './customer-order.ts'
import { findListPlace, isArrival } from './list-place.ts'

const Place = z
  .string()
  .max(500)
  .transform((text, context) => {
    const place = findListPlace(text)
    if (place) return place
    context.addIssue({ code: 'custom', message: 'invalid' })
    return z.NEVER
  })

/** A page of customers: all of them in an order, or those that a text finds (best first, one page). */
export const CustomerListQuestion = z
  .strictObject({
    text: z.string().trim().max(100),
    order: z.enum(CUSTOMER_ORDERS),
    /** The page after this place, or before it; neither is the first page. */
    after: Place.nullable(),
    before: Place.nullable(),
    limit: z.number().int().min(1).max(200),
  })
  .refine(
    ({ order, after, before }) => {
      const place = after ?? before
      return !place || order.startsWith('name') || isArrival(place)
    },
    { path: ['after'], message: 'invalid' },
  )
export type CustomerListQuestion = z.infer<typeof CustomerListQuestion>

/** Customers that a few letters, characters or digits find. */
export const CustomerSearchQuestion = z.strictObject({
  text: z.string().trim().min(1).max(100),
  limit: z.number().int().min(1).max(50),
})
export type CustomerSearchQuestion = z.infer<typeof CustomerSearchQuestion>
