import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

/** One version of the policy, as the server answers it. */
export type PolicyVersion = inferOutput<
  ReturnType<typeof useTRPC>['policy']['list']
>['items'][number]
