import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { ZodError } from 'zod'
import { type Problem, ProblemError } from '#server/domain/errors.ts'
import { fieldProblemsOf } from '#server/domain/field-problems.ts'
import { log } from '#server/log.ts'
import type { Context } from './context.ts'
import { answerTo } from './error-map.ts'

function problemIn(cause: unknown): Problem | null {
  if (cause instanceof ProblemError) return cause.problem
  if (cause instanceof ZodError) return { kind: 'invalid', problems: fieldProblemsOf(cause) }
  return null
}

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  // Codes travel, sentences do not: a stack or an English message never reaches a browser.
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: shape.data.code,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      problem: problemIn(error.cause),
      requestId: ctx?.requestId ?? null,
    },
  }),
})

/** The one place where problems become answers; procedures have no try. */
const told = t.procedure.use(async ({ next, ctx, path }) => {
  const startedAt = performance.now()
  const result = await next()
  const milliseconds = Math.round(performance.now() - startedAt)
  if (result.ok) {
    log.debug({ requestId: ctx.requestId, path, milliseconds }, 'call')
    return result
  }
  const problem = problemIn(result.error.cause)
  if (!problem) {
    if (result.error.code === 'INTERNAL_SERVER_ERROR')
      log.error(
        { requestId: ctx.requestId, path, err: result.error.cause ?? result.error },
        'call failed',
      )
    return result
  }
  log.info({ requestId: ctx.requestId, path, problem: problem.kind, milliseconds }, 'call refused')
  const cause = result.error.cause
  throw new TRPCError({ code: answerTo(problem).trpc, cause })
})

export const router = t.router

/** For what needs no sign-in: invitations, one-time forms. */
export const anyone = told

/** For everything else: the actor is a member of one organization. What the role may do is asked in the operation. */
export const signedIn = told.use(({ ctx, next }) => {
  if (!ctx.actor) throw new ProblemError({ kind: 'unauthenticated' })
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})
