import { z } from 'zod'
import { CURSOR } from '../list-cursor.ts'
import { DELIVERY_STATES, RECEIPT_STATES, WEBHOOK_EVENT_TYPES } from './event-type.ts'

/** Where an endpoint is: https, or http where the loop back to this machine is let in; no name and password, which would be logged. */
const EndpointUrl = z
  .string()
  .trim()
  .min(1, 'required')
  .max(2000, 'too-long')
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, username, password } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && !username && !password
  }, 'url.invalid')

const endpoint = {
  url: EndpointUrl,
  description: z.string().trim().max(200, 'too-long').default(''),
  eventTypes: z.array(z.enum(WEBHOOK_EVENT_TYPES)).min(1, 'required').max(50),
}

export const AddWebhookEndpoint = z.strictObject(endpoint)
export type AddWebhookEndpoint = z.infer<typeof AddWebhookEndpoint>

export const ChangeWebhookEndpoint = z.strictObject({ endpointId: z.uuid(), ...endpoint })
export type ChangeWebhookEndpoint = z.infer<typeof ChangeWebhookEndpoint>

export const ChosenWebhookEndpoint = z.strictObject({ endpointId: z.uuid() })
export type ChosenWebhookEndpoint = z.infer<typeof ChosenWebhookEndpoint>

export const SwitchWebhookEndpoint = z.strictObject({
  endpointId: z.uuid(),
  isEnabled: z.boolean(),
})
export type SwitchWebhookEndpoint = z.infer<typeof SwitchWebhookEndpoint>

export const AddWebhookSource = z.strictObject({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
})
export type AddWebhookSource = z.infer<typeof AddWebhookSource>

export const ChosenWebhookSource = z.strictObject({ sourceId: z.uuid() })
export type ChosenWebhookSource = z.infer<typeof ChosenWebhookSource>

export const SwitchWebhookSource = z.strictObject({ sourceId: z.uuid(), isEnabled: z.boolean() })
export type SwitchWebhookSource = z.infer<typeof SwitchWebhookSource>

const page = {
  cursor: z.string().regex(CURSOR).nullish(),
  limit: z.number().int().min(1).max(200).default(25),
}

export const DeliveryListQuestion = z.strictObject({
  endpointId: z.uuid().nullish(),
  state: z.enum(DELIVERY_STATES).nullish(),
  ...page,
})
export type DeliveryListQuestion = z.infer<typeof DeliveryListQuestion>

export const ReceiptListQuestion = z.strictObject({
  state: z.enum(RECEIPT_STATES).nullish(),
  ...page,
})
export type ReceiptListQuestion = z.infer<typeof ReceiptListQuestion>

export const ChosenDelivery = z.strictObject({ deliveryId: z.uuid() })
export type ChosenDelivery = z.infer<typeof ChosenDelivery>

export const ReplayFailedDeliveries = z.strictObject({ endpointId: z.uuid(), since: z.date() })
export type ReplayFailedDeliveries = z.infer<typeof ReplayFailedDeliveries>

export const ChosenReceipt = z.strictObject({ receiptId: z.uuid() })
export type ChosenReceipt = z.infer<typeof ChosenReceipt>
