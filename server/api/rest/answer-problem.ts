import { type Problem, ProblemError } from '#server/domain/errors.ts'
import { log } from '#server/log.ts'
import { answerTo } from '../error-map.ts'

/** Runs the work of a plain door and turns a refusal into the answer that ours give; a bug is logged whole and told by its id. */
export async function answering(
  requestId: string,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) return answerProblem(error.problem)
    log.error({ requestId, err: error }, 'request failed')
    return Response.json({ requestId }, { status: 500 })
  }
}

function answerProblem(problem: Problem): Response {
  return Response.json({ problem }, { status: answerTo(problem).http })
}
