import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['commission']

/** What the server answers, as this page's parts hand it on. */
export type QueueEntry = inferOutput<Calls['queue']>['items'][number]
export type ListedEntry = inferOutput<Calls['list']>['items'][number]
export type CommissionDetail = inferOutput<Calls['get']>
