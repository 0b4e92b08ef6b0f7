import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['referral']

/** What the server answers, as this page's parts hand it on. */
export type FunnelAnswer = inferOutput<Calls['funnel']>
export type ReferralRow = inferOutput<Calls['list']>['items'][number]
export type ReferralDetail = inferOutput<Calls['get']>
