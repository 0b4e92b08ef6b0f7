import 'server-only'
import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy, type TRPCQueryOptions } from '@trpc/tanstack-react-query'
import { headers } from 'next/headers'
import { cache, type ReactNode } from 'react'
import { createContext } from '#server/api/context.ts'
import { appRouter } from '#server/api/root.ts'
import { makeQueryClient } from './query-client.ts'

const requestClient = cache(() => makeQueryClient())
const requestContext = cache(async () => createContext(await headers()))

/** The options of every call, for prefetching on the server: no HTTP in between. */
export const trpc = createTRPCOptionsProxy({
  ctx: requestContext,
  router: appRouter,
  queryClient: requestClient,
})

/** Starts a call without waiting: its answer streams to the panel that suspends on it. */
export function prefetch(options: ReturnType<TRPCQueryOptions<never>>): void {
  // A refusal is told to the panel by its own call; here nobody listens.
  if (isAskedByPages(options)) void requestClient().prefetchInfiniteQuery(options)
  else void requestClient().prefetchQuery(options)
}

/** tRPC marks the key of a question that is asked page by page, and only then gives the first page's place. */
function isAskedByPages(options: {
  queryKey: readonly unknown[]
}): options is Parameters<ReturnType<typeof makeQueryClient>['prefetchInfiniteQuery']>[0] {
  const [, about] = options.queryKey
  return typeof about === 'object' && about !== null && 'type' in about && about.type === 'infinite'
}

/** Carries what was prefetched to the browser. */
export function Prefetched({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(requestClient())}>{children}</HydrationBoundary>
}
