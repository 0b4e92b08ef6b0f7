import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'
import type { Problem } from '#server/domain/errors.ts'

/** How a problem leaves the house, through either door. */
export type Answer = { trpc: TRPC_ERROR_CODE_KEY; http: number }

/** The one translator. Exhaustive: a new kind does not compile until it is mapped. */
export function answerTo(problem: Problem): Answer {
  switch (problem.kind) {
    case 'not-found':
      return { trpc: 'NOT_FOUND', http: 404 }
    case 'unauthenticated':
      return { trpc: 'UNAUTHORIZED', http: 401 }
    case 'forbidden':
      return { trpc: 'FORBIDDEN', http: 403 }
    case 'invalid':
      return { trpc: 'BAD_REQUEST', http: 400 }
    case 'rule-broken':
      return { trpc: 'PRECONDITION_FAILED', http: 412 }
    case 'conflict':
      return { trpc: 'CONFLICT', http: 409 }
    case 'unavailable':
      return { trpc: 'SERVICE_UNAVAILABLE', http: 503 }
  }
}
