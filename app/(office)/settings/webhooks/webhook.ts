import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '../../../_api/client.tsx'

type Trpc = ReturnType<typeof useTRPC>['webhook']
type Overview = inferOutput<Trpc['overview']>

export type WebhookEndpoint = Overview['endpoints'][number]
export type WebhookSource = Overview['sources'][number]
export type WebhookDelivery = inferOutput<Trpc['deliveries']>['items'][number]
export type WebhookReceipt = inferOutput<Trpc['receipts']>['items'][number]
