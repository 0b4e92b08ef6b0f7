import type { FieldProblem } from '../errors.ts'
import { FIELDS } from './fields.ts'
import type { FieldSource, ImportMapping } from './input.ts'

/**
 * What keeps a mapping from reading a file with these headers; none where it can be checked. `field` is `<position>.<field>` of
 * the fact, as the form names its inputs.
 */
export function mappingProblems(
  mapping: ImportMapping,
  headers: readonly string[],
): FieldProblem[] {
  const known = new Set(headers)
  return mapping.facts.flatMap((fact, index) => {
    const fields = FIELDS[fact.noun]
    const names = new Set(fields.map((field) => field.name))
    const missing = fields
      .filter((field) => field.isRequired && !isGiven(fact.fields[field.name]))
      .map((field) => ({ field: `${index}.${field.name}`, code: 'required' }))
    const wrong = Object.entries(fact.fields).flatMap(([name, source]) => {
      if (!names.has(name)) return [{ field: `${index}.${name}`, code: 'unknown-field' }]
      if (source.kind !== 'column' || known.has(source.column)) return []
      const values = { column: source.column }
      return [{ field: `${index}.${name}`, code: 'column.missing', values }]
    })
    const when = fact.when
    const condition =
      when && !known.has(when.column)
        ? [{ field: `${index}.when`, code: 'column.missing', values: { column: when.column } }]
        : []
    return [...missing, ...wrong, ...condition]
  })
}

function isGiven(source: FieldSource | undefined): boolean {
  return source !== undefined && (source.kind !== 'constant' || source.value.trim() !== '')
}
