import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import { SCOPES } from '#server/domain/api-key/scope.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { apiReference as en } from '#server/words/en/api-reference.ts'
import { answerReference } from './answer-openapi.ts'
import { FACT_DOORS, FACT_NOUNS, type FactNoun } from './fact-doors.ts'
import { FACT_EXAMPLES } from './fact-examples.ts'
import { factRoutes, streamRoutes } from './fact-routes.ts'
import { openApiDocument, problemExamples, schemaName } from './openapi.ts'

const document = openApiDocument('en')
let secret: string

beforeAll(async () => {
  const business = await makeBusiness(ownerPool())
  const owner = await business.actor('owner')
  const made = await createApiKey(owner, { name: 'x', scopes: [...SCOPES], expiresInDays: 1 })
  secret = made.secret
})

/** A schema of the document as a shape: what is checked is the document itself. */
function shapeOf(name: string) {
  const schemas: Record<string, unknown> = document.components.schemas
  const schema = JSON.parse(JSON.stringify({ $defs: schemas, ...Object(schemas[name]) }))
  return z.fromJSONSchema(schema)
}

function request(noun: FactNoun, { body, type }: { body: string; type: string }, query = '') {
  return new Request(`http://localhost:3000/api/v1/${noun}${query}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${secret}` },
    body,
  })
}

function post(noun: FactNoun, body: unknown, query = '') {
  const sent = { body: JSON.stringify(body), type: 'application/json' }
  return factRoutes(noun).POST(request(noun, sent, query))
}

const MAKE = '?createMissing=customers,moments,locations,products'

describe('the document', () => {
  test.each(FACT_NOUNS)(
    '%s: its example is what the door takes, and what the schema takes',
    (noun) => {
      expect(FACT_DOORS[noun].shape.safeParse(FACT_EXAMPLES[noun]).error).toBeUndefined()
      expect(shapeOf(schemaName(noun)).safeParse(FACT_EXAMPLES[noun]).error).toBeUndefined()
      const spoilt = { ...FACT_EXAMPLES[noun], nobody: 'knows' }
      expect(FACT_DOORS[noun].shape.safeParse(spoilt).success).toBe(false)
      expect(shapeOf(schemaName(noun)).safeParse(spoilt).success).toBe(false)
    },
  )

  test('says of every field what it means, and of every door where it is', () => {
    const fields = FACT_NOUNS.flatMap((noun) => {
      const schemas: Record<string, { properties?: object }> = document.components.schemas
      return Object.keys(schemas[schemaName(noun)]?.properties ?? {})
    })
    expect(new Set(fields)).toEqual(new Set(Object.keys(en.fieldOf)))
    expect(Object.keys(document.paths)).toEqual(
      FACT_NOUNS.flatMap((noun) => [`/api/v1/${noun}`, `/api/v1/streams/${noun}`]),
    )
  })

  test('knows every kind of problem, each as its schema says', () => {
    const examples = problemExamples('zh-CN')
    expect(examples.map(({ kind }) => kind).toSorted()).toEqual(
      Object.keys(en.problems.of).toSorted(),
    )
    for (const { kind: _, ...problem } of examples)
      expect(shapeOf('Problem').safeParse(problem).error).toBeUndefined()
  })

  test('a type of problem leads to the reference, in the reader’s language', () => {
    const asked = new Request('http://localhost:3000/api/v1/reference', {
      headers: { 'accept-language': 'zh-CN' },
    })
    expect(answerReference(asked).headers.get('location')).toBe('/zh-CN/reference')
  })
})

describe('answers are as the document says', () => {
  // In this order an order is there before its refund.
  test.each(FACT_NOUNS)('%s', async (noun) => {
    const item = FACT_EXAMPLES[noun]
    const made = await post(noun, item, noun === 'customers' ? '' : MAKE)
    const known = [200, 201]
    expect(known).toContain(made.status)
    expect(shapeOf('ItemAnswer').safeParse(await made.json()).error).toBeUndefined()
    const batch = await post(noun, { items: [item, { source: 1 }, {}] }, MAKE)
    const answer: unknown = await batch.json()
    expect(shapeOf('BatchAnswer').safeParse(answer).error).toBeUndefined()
    const refused = await post(noun, { source: 1 })
    expect(shapeOf('Problem').safeParse(await refused.json()).error).toBeUndefined()
    const body = `${JSON.stringify(item)}\n{}\n`
    const stream = await streamRoutes(noun).POST(
      request(noun, { body, type: 'application/x-ndjson' }, MAKE),
    )
    const [line, summary] = (await stream.text()).trim().split('\n')
    expect(shapeOf('StreamLine').safeParse(JSON.parse(line ?? '')).error).toBeUndefined()
    expect(shapeOf('StreamSummary').safeParse(JSON.parse(summary ?? '')).error).toBeUndefined()
  })
})
