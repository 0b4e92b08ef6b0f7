import { randomUUID } from 'node:crypto'
import { answerFacts } from './answer-facts.ts'
import { answerStream } from './answer-stream.ts'
import { answerProblem, type DoorProblem, localeOf } from './door-problem.ts'
import type { FactNoun } from './fact-doors.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Handlers = Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler>

/** Every way to ask an address that takes facts by POST; the others are refused in the door's own words. */
export function factRoutes(noun: FactNoun): Handlers {
  return onlyPost((request) => answerFacts(noun, request))
}

/** The same for an address that takes a stream of them. */
export function streamRoutes(noun: FactNoun): Handlers {
  return onlyPost((request) => answerStream(noun, request))
}

/** POST as given, and a problem for the rest. */
function onlyPost(post: Handler): Handlers {
  const refused = refuse({ kind: 'method', allow: 'POST' })
  return { GET: refused, POST: post, PUT: refused, PATCH: refused, DELETE: refused }
}

/** Answers every request with one problem. */
export function refuse(problem: DoorProblem): Handler {
  return (request) => {
    const requestId = randomUUID()
    const context = { requestId, locale: localeOf(request.headers) }
    return answerProblem(problem, context, { 'x-request-id': requestId })
  }
}
