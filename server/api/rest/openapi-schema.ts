import { type ZodType, z } from 'zod'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  description?: string
  default?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  [key: string]: unknown
}

/**
 * What a shape takes, or answers, as JSON Schema 2020-12, the dialect of OpenAPI 3.1. zod writes it; here it is only made shorter:
 * what JSON cannot say (dates, big integers) is left out, and "or nothing" is one word of the type.
 */
export function jsonSchemaOf(shape: ZodType, side: 'input' | 'output' = 'input'): JsonSchema {
  const made = z.toJSONSchema(shape, { io: side, unrepresentable: 'any' })
  const { $schema: _dialect, ...schema } = JSON.parse(JSON.stringify(made)) as JsonSchema
  return tidied(schema)
}

function tidied(schema: JsonSchema): JsonSchema {
  const own = { ...schema }
  // The pattern of an instant is half a page; the format says the same.
  if (own.format === 'date-time' || own.format === 'uuid') delete own.pattern
  if (own.minimum === Number.MIN_SAFE_INTEGER) delete own.minimum
  if (own.maximum === Number.MAX_SAFE_INTEGER) delete own.maximum
  if (own.properties)
    own.properties = Object.fromEntries(
      Object.entries(own.properties).map(([name, property]) => [name, tidied(property)]),
    )
  if (own.items) own.items = tidied(own.items)
  if (!own.anyOf) return own
  const { anyOf, ...rest } = own
  return { ...oneOf(anyOf.flatMap(alternatives)), ...rest }
}

/** Alternatives that JSON can say, those within one another as one list. */
function alternatives(schema: JsonSchema): JsonSchema[] {
  if (Object.keys(schema).length === 0) return []
  const { anyOf, ...rest } = tidied(schema)
  return anyOf && Object.keys(rest).length === 0 ? anyOf : [tidied(schema)]
}

function oneOf(schemas: JsonSchema[]): JsonSchema {
  const [first, second] = schemas
  if (first && schemas.length === 1) return first
  if (first && schemas.length === 2 && second?.type === 'null' && typeof first.type === 'string')
    return {
      ...first,
      type: [first.type, 'null'],
      ...(first.enum ? { enum: [...first.enum, null] } : {}),
    }
  return { anyOf: schemas }
}
