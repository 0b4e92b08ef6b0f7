import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

/** The moments and places that the server offers to this member. */
export type Choices = inferOutput<ReturnType<typeof useTRPC>['record']['choices']>
