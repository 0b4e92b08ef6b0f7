import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['customer']

/** What the server answers, as this page's parts hand it on. */
export type CustomerAnswer = inferOutput<Calls['get']>
export type TimelineEvent = inferOutput<Calls['timeline']>['events'][number]
export type EventOf<Kind extends TimelineEvent['kind']> = Extract<TimelineEvent, { kind: Kind }>
