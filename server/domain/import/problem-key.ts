import type { FieldProblem } from '../errors.ts'
import { IMPORT_NOUNS } from './fields.ts'

/** Where the sentence of a problem stands among the words: first the imports' own, then those of forms, then the rules. */
export function problemKeys(problem: FieldProblem): string[] {
  return [`imports.codes.${problem.code}`, `errors.fields.${problem.code}`, `rules.${problem.code}`]
}

/** Where the name of a problem's field stands among the words; null where it is about the whole line or file. */
export function fieldKey(problem: FieldProblem): string | null {
  const [noun = ''] = problem.field.split('.')
  return (IMPORT_NOUNS as readonly string[]).includes(noun)
    ? `imports.fields.${problem.field}`
    : null
}
