import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['payout']

/** What the server answers, as this page's parts hand it on. */
export type Payable = inferOutput<Calls['payable']>['items'][number]
export type BatchDetail = inferOutput<Calls['get']>
export type BatchLine = BatchDetail['lines'][number]
