import { z } from 'zod'
import { type Problem, ProblemError } from '../domain/errors.ts'
import { isRule } from '../domain/rule.ts'

/** What we read of an error, whether pg threw it or Prisma wrapped it. */
const Refusal = z.object({ code: z.string(), message: z.string() })

/** The database's refusal as one of ours, or null where it is none (then it is a bug and is logged whole). */
export function problemOf(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error
  const refusal = refusalOf(error)
  if (!refusal) return null
  const problem = translate(refusal.code, refusal.message)
  return problem ? new ProblemError(problem) : null
}

function translate(code: string, message: string): Problem | null {
  switch (code) {
    case 'ZH001':
      return isRule(message) ? { kind: 'rule-broken', rule: message } : null
    case 'ZH002':
      return { kind: 'conflict', noun: message }
    case 'ZH003':
      return { kind: 'forbidden', permission: 'session' }
    case 'ZH004':
      return { kind: 'not-found', noun: message }
    case '40001':
    case '40P01':
    case '55P03':
    case '57014':
      return { kind: 'unavailable', retryAfterSeconds: 1 }
    default:
      return null
  }
}

function refusalOf(error: unknown): z.infer<typeof Refusal> | null {
  // adapter-pg keeps the original in meta.driverAdapterError.cause (raw queries) or in cause (others).
  const Wrapped = z.object({
    meta: z
      .object({
        driverAdapterError: z.object({
          cause: z.object({ originalCode: z.string(), originalMessage: z.string() }),
        }),
      })
      .optional(),
    cause: z.object({ originalCode: z.string(), originalMessage: z.string() }).optional(),
  })
  const wrapped = Wrapped.safeParse(error)
  const cause = wrapped.data?.meta?.driverAdapterError.cause ?? wrapped.data?.cause
  if (cause) return { code: cause.originalCode, message: cause.originalMessage }
  const plain = Refusal.safeParse(error)
  return plain.success ? plain.data : null
}
