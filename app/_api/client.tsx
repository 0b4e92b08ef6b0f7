'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import type { AppRouter } from '#server/api/root.ts'
import { makeQueryClient } from './query-client.ts'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

/** The event that tells the shell to ask for the password again, without leaving the page. */
export const SESSION_ENDED = 'zhile:session-ended'

let visitClient: QueryClient | undefined

function queryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient()
  visitClient ??= makeQueryClient(() => window.dispatchEvent(new Event(SESSION_ENDED)))
  return visitClient
}

/** Gives every panel the typed calls. Ten calls travel together, the server takes no more. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const client = queryClient()
  const [calls] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchStreamLink({ url: '/api/trpc', transformer: superjson, maxItems: 10 })],
    }),
  )
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={calls} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
