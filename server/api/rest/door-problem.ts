import { type FieldProblem, type Problem, ProblemError } from '#server/domain/errors.ts'
import { env } from '#server/env.ts'
import { apiProblems as en } from '#server/words/en/api-problems.ts'
import { apiProblems as zhCN } from '#server/words/zh-CN/api-problems.ts'
import { answerTo } from '../error-map.ts'

/** What the outside door refuses besides the house's own problems: matters of the protocol, not of the business. */
export type DoorProblem =
  | Problem
  | { kind: 'json' }
  | { kind: 'method'; allow: string }
  | { kind: 'too-large' }
  | { kind: 'media-type' }
  | { kind: 'rate-limited'; retryAfterSeconds: number }
  | { kind: 'in-flight'; retryAfterSeconds: number }
  | { kind: 'key-reused' }
  | { kind: 'internal' }

/** A refusal of the outside door. */
export class DoorError extends Error {
  readonly problem: DoorProblem
  constructor(problem: DoorProblem) {
    super(problem.kind)
    this.name = 'DoorError'
    this.problem = problem
  }
}

/** RFC 9457, with our codes: `code` for the whole, one more for each field. */
export type ProblemAnswer = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldProblem[]
  requestId: string
}

export type DoorLocale = 'en' | 'zh-CN'

/** The language of titles: codes are what a machine should read. */
export function localeOf(headers: Headers): DoorLocale {
  return /^\s*zh\b/i.test(headers.get('accept-language') ?? '') ? 'zh-CN' : 'en'
}

/** A problem as RFC 9457 has it. Its type is an address that stays, and opens the reference at that problem. */
export function problemAnswer(
  problem: DoorProblem,
  { requestId, locale }: { requestId: string; locale: DoorLocale },
): ProblemAnswer {
  const words = (locale === 'zh-CN' ? zhCN : en)[problem.kind]
  return {
    type: `${env().APP_URL}/api/v1/reference#${problem.kind}`,
    title: words.title,
    status: statusOf(problem),
    detail: words.detail,
    code: codeOf(problem),
    ...('problems' in problem ? { errors: problem.problems } : {}),
    requestId,
  }
}

/** The answer to a refusal, with the headers that its kind asks for. */
export function answerProblem(
  problem: DoorProblem,
  context: { requestId: string; locale: DoorLocale },
  headers: Record<string, string> = {},
): Response {
  const body = problemAnswer(problem, context)
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...headers, ...PROBLEM_HEADERS, ...headersOf(problem) },
  })
}

export const PROBLEM_HEADERS = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
}

/** The refusal in an error; null where it is a bug of ours. */
export function problemIn(error: unknown): DoorProblem | null {
  return error instanceof DoorError || error instanceof ProblemError ? error.problem : null
}

function statusOf(problem: DoorProblem): number {
  switch (problem.kind) {
    case 'json':
      return 400
    case 'method':
      return 405
    case 'in-flight':
      return 409
    case 'too-large':
      return 413
    case 'media-type':
      return 415
    case 'key-reused':
      return 422
    case 'rate-limited':
      return 429
    case 'internal':
      return 500
    default:
      return answerTo(problem).http
  }
}

/** What a machine may act on: the kind, and where there is one, which thing or rule. */
function codeOf(problem: DoorProblem): string {
  switch (problem.kind) {
    case 'not-found':
    case 'conflict':
      return `${problem.kind}.${problem.noun}`
    case 'forbidden':
      return `${problem.kind}.${problem.permission}`
    case 'rule-broken':
      return `${problem.kind}.${problem.rule}`
    default:
      return problem.kind
  }
}

function headersOf(problem: DoorProblem): Record<string, string> {
  if ('retryAfterSeconds' in problem) return { 'retry-after': String(problem.retryAfterSeconds) }
  if (problem.kind === 'method') return { allow: problem.allow }
  return problem.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer realm="Zhile"' } : {}
}
