import { env } from '#server/env.ts'
import { apiReference as en } from '#server/words/en/api-reference.ts'
import { apiReference as zhCN } from '#server/words/zh-CN/api-reference.ts'
import { StreamLine, StreamSummary } from './answer-stream.ts'
import { type DoorLocale, type DoorProblem, problemAnswer } from './door-problem.ts'
import { BatchAnswer, ItemAnswer, ProblemShape } from './fact-answer.ts'
import { FACT_DOORS, FACT_NOUNS, type FactNoun } from './fact-doors.ts'
import { FACT_EXAMPLES } from './fact-examples.ts'
import { MAX_ITEMS, NAMES } from './fact-request.ts'
import { type JsonSchema, jsonSchemaOf } from './openapi-schema.ts'

type Words = typeof en
type FieldName = keyof Words['fieldOf']

/** The outside door as an OpenAPI 3.1 document: written from the very shapes that the door reads by. */
export function openApiDocument(locale: DoorLocale) {
  const words: Words = locale === 'zh-CN' ? zhCN : en
  return {
    openapi: '3.1.1',
    info: { title: `Zhile · ${words.title}`, version: '1', description: words.lead },
    servers: [{ url: env().APP_URL }],
    security: [{ key: [] }],
    tags: FACT_NOUNS.map((noun) => ({ name: noun, description: words.nouns[noun].text })),
    paths: Object.fromEntries(
      FACT_NOUNS.flatMap((noun) => [
        [`/api/v1/${noun}`, { post: factOperation(noun, words) }],
        [`/api/v1/streams/${noun}`, { post: streamOperation(noun, words) }],
      ]),
    ),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: words.start.text } },
      schemas: schemasOf(words),
      responses: { Problem: problemResponse(words) },
    },
  }
}

/** What each kind of problem looks like; the reference lists them. */
export function problemExamples(locale: DoorLocale) {
  return PROBLEMS.map((problem) => ({
    kind: problem.kind,
    ...problemAnswer(problem, { requestId: NO_REQUEST, locale }),
  }))
}

const NO_REQUEST = '00000000-0000-4000-8000-000000000000'
const PROBLEMS: DoorProblem[] = [
  { kind: 'invalid', problems: [{ field: 'score', code: 'score.invalid' }] },
  { kind: 'json' },
  { kind: 'unauthenticated' },
  { kind: 'forbidden', permission: 'experience.record' },
  { kind: 'not-found', noun: 'address' },
  { kind: 'method', allow: 'POST' },
  { kind: 'conflict', noun: 'experiences' },
  { kind: 'in-flight', retryAfterSeconds: 1 },
  { kind: 'rule-broken', rule: 'own-location-only' },
  { kind: 'too-large' },
  { kind: 'media-type' },
  { kind: 'key-reused' },
  { kind: 'rate-limited', retryAfterSeconds: 1 },
  { kind: 'internal' },
  { kind: 'unavailable', retryAfterSeconds: 1 },
]

/** The name of a noun's schema: `experiences` → `ExperiencesItem`. */
export function schemaName(noun: FactNoun): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}Item`
}

function schemasOf(words: Words): Record<string, JsonSchema> {
  const items = FACT_NOUNS.map((noun) => {
    const schema = described(jsonSchemaOf(FACT_DOORS[noun].shape), words)
    const about = { description: words.nouns[noun].text, examples: [FACT_EXAMPLES[noun]] }
    return [schemaName(noun), { ...schema, ...about }] as const
  })
  return {
    ...Object.fromEntries(items),
    ItemAnswer: jsonSchemaOf(ItemAnswer, 'output'),
    BatchAnswer: jsonSchemaOf(BatchAnswer, 'output'),
    StreamLine: jsonSchemaOf(StreamLine, 'output'),
    StreamSummary: jsonSchemaOf(StreamSummary, 'output'),
    Problem: jsonSchemaOf(ProblemShape, 'output'),
  }
}

function described(schema: JsonSchema, words: Words): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const description = isField(name, words) ? words.fieldOf[name] : undefined
    return [name, description ? { ...property, description } : property]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

function isField(name: string, words: Words): name is FieldName {
  return name in words.fieldOf
}

function factOperation(noun: FactNoun, words: Words) {
  const item = { $ref: `#/components/schemas/${schemaName(noun)}` }
  const batch = {
    type: 'object',
    properties: {
      items: { type: 'array', minItems: 1, maxItems: MAX_ITEMS, items: item },
      applyChanges: { type: 'boolean', description: words.options.applyChanges },
      createMissing: { ...namesSchema(), description: words.options.createMissing },
    },
    required: ['items'],
    additionalProperties: false,
  }
  return {
    ...about(noun, words),
    operationId: `record-${noun}`,
    parameters: [
      ...optionParameters(words),
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: words.once.text,
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { anyOf: [item, batch] } } },
    },
    responses: {
      200: json(words.answers.known, [ref('ItemAnswer'), ref('BatchAnswer')]),
      201: json(words.answers.created, [ref('ItemAnswer')]),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function streamOperation(noun: FactNoun, words: Words) {
  const lines = { anyOf: [ref('StreamLine'), ref('StreamSummary')] }
  return {
    ...about(noun, words),
    operationId: `stream-${noun}`,
    description: words.stream.text,
    parameters: optionParameters(words),
    requestBody: {
      required: true,
      content: { 'application/x-ndjson': { schema: ref(schemaName(noun)) } },
    },
    responses: {
      200: {
        description: words.stream.summary,
        content: { 'application/x-ndjson': { schema: lines } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function about(noun: FactNoun, words: Words) {
  const { title, text } = words.nouns[noun]
  const description = `${text} (${words.scope}: ${FACT_DOORS[noun].scope})`
  return { tags: [noun], summary: title, description }
}

function optionParameters(words: Words) {
  return [
    {
      name: 'applyChanges',
      in: 'query',
      description: words.options.applyChanges,
      schema: { type: 'boolean', default: false },
    },
    {
      name: 'createMissing',
      in: 'query',
      description: words.options.createMissing,
      style: 'form',
      explode: false,
      schema: namesSchema(),
    },
  ]
}

function namesSchema() {
  return { type: 'array', items: { type: 'string', enum: [...NAMES] } }
}

function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` }
}

function json(description: string, schemas: { $ref: string }[]) {
  const [only] = schemas
  const schema = schemas.length === 1 && only ? only : { anyOf: schemas }
  return { description, headers: HEADERS, content: { 'application/json': { schema } } }
}

const HEADERS = Object.fromEntries(
  ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Idempotency-Replayed'].map((name) => [
    name,
    { schema: { type: 'string' } },
  ]),
)

function problemResponse(words: Words) {
  return {
    description: words.answers.problem,
    headers: {
      'X-Request-Id': { schema: { type: 'string' } },
      'Retry-After': { schema: { type: 'integer' } },
    },
    content: { 'application/problem+json': { schema: ref('Problem') } },
  }
}
