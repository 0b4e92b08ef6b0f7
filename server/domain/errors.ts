import type { Permission } from './permission.ts'
import type { Rule } from './rule.ts'

/** One problem of one field: codes travel, sentences do not. `field` is a dotted path. */
export type FieldProblem = { field: string; code: string; values?: Record<string, string | number> }

/** Everything that can go wrong in a way that somebody outside should hear of. Closed: error-map.ts maps each kind. */
export type Problem =
  | { kind: 'not-found'; noun: string }
  | { kind: 'unauthenticated' }
  | { kind: 'forbidden'; permission: Permission | 'session' }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | { kind: 'rule-broken'; rule: Rule; values?: Record<string, string | number> }
  | { kind: 'conflict'; noun: string }
  | { kind: 'unavailable'; retryAfterSeconds: number }

/** A refusal with its kind. Thrown by domain, db and operations; translated once, at the door. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** A bug of ours: never shown, logged whole. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Nothing of this kind with this id in the actor's organization; another organization's looks the same. */
export function notFound(noun: string): ProblemError {
  return new ProblemError({ kind: 'not-found', noun })
}

/** The input was refused, field by field. */
export function invalid(problems: FieldProblem[]): ProblemError {
  return new ProblemError({ kind: 'invalid', problems })
}

/** A rule of the business forbids the act; `values` fill the rule's sentence. */
export function ruleBroken(rule: Rule, values?: Record<string, string | number>): ProblemError {
  return new ProblemError(
    values ? { kind: 'rule-broken', rule, values } : { kind: 'rule-broken', rule },
  )
}

/** Somebody was faster, or the same key came with another body. */
export function conflict(noun: string): ProblemError {
  return new ProblemError({ kind: 'conflict', noun })
}

/** @throws InvariantError when the condition does not hold: the caller's assumption was wrong. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}
