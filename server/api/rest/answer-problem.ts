import { ProblemError } from '#server/domain/errors.ts'
import { log } from '#server/log.ts'
import { localeOf, PROBLEM_HEADERS, problemAnswer, problemIn } from './door-problem.ts'

/**
 * Runs the work of a plain door of our own pages and turns a refusal into problem+json; a bug is logged whole and told by its id. The
 * pages read `problem`, from which they make their own words.
 */
export async function answering(
  { requestId, headers }: { requestId: string; headers: Headers },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    const problem = problemIn(error)
    if (!problem) log.error({ requestId, err: error }, 'request failed')
    const answer = problemAnswer(problem ?? { kind: 'internal' }, {
      requestId,
      locale: localeOf(headers),
    })
    const body = error instanceof ProblemError ? { ...answer, problem: error.problem } : answer
    return Response.json(body, { status: answer.status, headers: PROBLEM_HEADERS })
  }
}
