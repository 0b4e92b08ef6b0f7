import type { FieldProblem } from './errors.ts'

/** What is read of an issue of a shape (Zod's, told structurally: the domain knows no framework). */
type Issue = {
  path: PropertyKey[]
  message: string
  code: string
  origin?: unknown
}

/**
 * A shape's issues as field problems. A custom message of a shape is already a code (`date.invalid`); the shape's own issues
 * are told by their kind, so that no English sentence leaves the server.
 */
export function fieldProblemsOf(error: { issues: readonly Issue[] }): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), code: codeOf(issue) }))
}

function codeOf(issue: Issue): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? 'required' : 'too-small'
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-big'
    case 'invalid_type':
      // An issue does not carry its input; the shape's own words tell nothing from something wrong.
      return /received (undefined|null)$/.test(issue.message) ? 'required' : 'invalid'
    case 'unrecognized_keys':
      return 'unknown-field'
    default:
      return 'invalid'
  }
}
