import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { createContext } from '#server/api/context.ts'
import { refuseForeign } from '#server/api/refuse-foreign.ts'
import { appRouter } from '#server/api/root.ts'

export const dynamic = 'force-dynamic'

async function handle(request: Request): Promise<Response> {
  const refused = refuseForeign(request)
  if (refused) return refused
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    allowBatching: true,
    maxBatchSize: 10,
  })
}

export { handle as GET, handle as POST }
