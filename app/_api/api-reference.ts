import 'server-only'
import { FACT_DOORS, FACT_NOUNS, type FactNoun } from '#server/api/rest/fact-doors.ts'
import { openApiDocument, problemExamples, schemaName } from '#server/api/rest/openapi.ts'
import type { JsonSchema } from '#server/api/rest/openapi-schema.ts'

export type ReferenceField = { name: string; type: string; isRequired: boolean; meaning: string }

export type ReferenceNoun = {
  noun: FactNoun
  scope: string
  fields: ReferenceField[]
  example: string
}

export type Reference = {
  origin: string
  nouns: ReferenceNoun[]
  problems: { kind: string; status: number; title: string; detail: string }[]
  problemExample: string
}

/** What the reference's page shows, read from the document that machines get. */
export function apiReferenceOf(locale: 'en' | 'zh-CN'): Reference {
  const document = openApiDocument(locale)
  const schemas: Record<string, JsonSchema> = document.components.schemas
  const problems = problemExamples(locale)
  const [{ kind: _, ...problem } = { kind: '' }] = problems
  return {
    origin: document.servers[0]?.url ?? '',
    nouns: FACT_NOUNS.map((noun) => {
      const schema = schemas[schemaName(noun)] ?? {}
      const [example] = Array.isArray(schema.examples) ? schema.examples : []
      return {
        noun,
        scope: FACT_DOORS[noun].scope,
        fields: fieldsOf(schema),
        example: JSON.stringify(example, null, 2),
      }
    }),
    problems: problems.map(({ kind, status, title, detail }) => ({ kind, status, title, detail })),
    problemExample: JSON.stringify(problem, null, 2),
  }
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): ReferenceField[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    isRequired: required.includes(name),
    meaning: schema.description ?? '',
  }))
}

/** A type in one line, as developers write them. Null is left out: not required says it. */
function typeOf(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum)
    return schema.enum
      .filter((one) => one !== null)
      .map(String)
      .join(' | ')
  const type = [schema.type].flat().filter((one) => one !== 'null')[0] ?? 'any'
  if (type === 'object') return `{ ${propertiesOf(schema)} }`
  if (schema.format) return schema.format
  if (schema.maxLength !== undefined) return `${type} ≤ ${schema.maxLength}`
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    return `${type} ${schema.minimum} … ${schema.maximum}`
  return type
}

function propertiesOf({ properties = {}, required = [] }: JsonSchema): string {
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .join(', ')
}
