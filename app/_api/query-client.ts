import {
  defaultShouldDehydrateQuery,
  MutationCache,
  QueryCache,
  QueryClient,
} from '@tanstack/react-query'
import superjson from 'superjson'
import { problemOf } from './problem-of.ts'

/**
 * One client for each request on the server, one for the whole visit in the browser.
 * @param onSessionEnd called when any call answers that the session is over
 */
export function makeQueryClient(onSessionEnd: () => void = () => undefined): QueryClient {
  const notice = (error: unknown) => {
    if (problemOf(error)?.kind === 'unauthenticated') onSessionEnd()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal stays a refusal; only a broken line is worth a second try.
        retry: (count, error) => problemOf(error) === null && count < 2,
      },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}
