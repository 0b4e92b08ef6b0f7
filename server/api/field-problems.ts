import type { ZodError } from 'zod'
import type { FieldProblem } from '#server/domain/errors.ts'

/**
 * A shape's issues as field problems. A custom message of a shape is already a code (`date.invalid`); Zod's own issues are
 * told by their kind, so that no English sentence leaves the server.
 */
export function fieldProblemsOf(error: ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), code: codeOf(issue) }))
}

function codeOf(issue: ZodError['issues'][number]): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? 'required' : 'too-small'
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-big'
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'required' : 'invalid'
    case 'unrecognized_keys':
      return 'unknown-field'
    default:
      return 'invalid'
  }
}
