import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Scope } from '#server/domain/api-key/scope.ts'
import { env } from '#server/env.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { answerStream } from './answer-stream.ts'

const pool = ownerPool()
const source = 'till'
let business: TestBusiness
let key: string

beforeAll(async () => {
  business = await makeBusiness(pool)
  key = await keyWith(['experiences:write', 'customers:write'])
})

const quota = env().API_ITEMS_PER_MINUTE
afterEach(() => {
  env().API_ITEMS_PER_MINUTE = quota
})

async function keyWith(scopes: Scope[]) {
  const owner = await business.actor('owner')
  return (await createApiKey(owner, { name: 'Till', scopes, expiresInDays: null })).secret
}

type Sent = { secret?: string; type?: string; query?: string }

function stream(body: BodyInit, { secret = key, type = 'application/x-ndjson', query }: Sent = {}) {
  return answerStream(
    'experiences',
    new Request(
      `http://localhost:3000/api/v1/streams/experiences${query ?? '?createMissing=customers'}`,
      {
        method: 'POST',
        headers: { 'content-type': type, authorization: `Bearer ${secret}` },
        body,
        // A body that comes piece by piece.
        duplex: 'half',
      } as RequestInit,
    ),
  )
}

async function linesOf(answer: Response): Promise<Record<string, unknown>[]> {
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function line(externalId: string, given: Record<string, unknown> = {}): string {
  const customer = { source, externalId: `customer ${externalId}` }
  const at = { occurredAt: '2026-02-10T02:00:00Z', moment: 'lobby' }
  return `${JSON.stringify({ source, externalId, customer, ...at, ...given })}\n`
}

async function countOf(prefix: string): Promise<number> {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS n FROM experiences WHERE organization_id = $1 AND external_id LIKE $2`,
    [business.id, `${prefix}%`],
  )
  return rows[0].n
}

describe('a stream', () => {
  test('tells of the lines that need a look, by their numbers, and closes with the counts', async () => {
    const body = [
      line('s1'),
      '\n',
      '{broken\n',
      line('s1'),
      line('s2', { score: 9 }),
      line('s3').trim(),
    ]
    const told = await linesOf(await stream(body.join('')))
    expect(told).toEqual([
      { line: 3, outcome: 'error', id: null, errors: [{ field: '', code: 'json.invalid' }] },
      { line: 5, outcome: 'error', id: null, errors: [{ field: 'score', code: 'score.invalid' }] },
      {
        isDone: true,
        lines: 6,
        counts: { new: 2, same: 1, changed: 0, conflict: 0, error: 2 },
      },
    ])
  })

  test('is read no faster than it is recorded, and sending it again is safe', async () => {
    const items = 5000
    let sent = 0
    const ahead: number[] = []
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      if (sent === items) return controller.close()
      const text = Array.from({ length: 50 }, (_, no) => line(`many-${sent + no}`)).join('')
      sent += 50
      ahead.push(sent)
      controller.enqueue(new TextEncoder().encode(text))
    }
    const answer = await stream(new ReadableStream({ pull }, { highWaterMark: 0 }))
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    // Nobody has read the answer yet: no more than the first two batches were asked for.
    expect(sent).toBeLessThanOrEqual(2100)
    expect(await linesOf(answer)).toMatchObject([{ isDone: true, counts: { new: items } }])
    expect(await countOf('many-')).toBe(items)
    const again = Array.from({ length: items }, (_, no) => line(`many-${no}`)).join('')
    expect(await linesOf(await stream(again))).toMatchObject([{ counts: { same: items, new: 0 } }])
  })

  test('a connection that breaks leaves whole batches, and no crash', async () => {
    let sent = 0
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      if (sent === 1500) return controller.error(new Error('gone'))
      const text = Array.from({ length: 100 }, (_, no) => line(`torn-${sent + no}`)).join('')
      sent += 100
      controller.enqueue(new TextEncoder().encode(text))
    }
    const answer = await stream(new ReadableStream({ pull }, { highWaterMark: 0 }))
    expect(await answer.text()).toBe('')
    expect(await countOf('torn-')).toBe(1000)
  })

  test('waits for its allowance instead of failing', async () => {
    env().API_ITEMS_PER_MINUTE = 120_000
    const secret = await keyWith(['experiences:write', 'customers:write'])
    await pool.query(
      `INSERT INTO api_key_allowances SELECT id, 0, clock_timestamp() FROM api_keys WHERE organization_id = $1 ORDER BY created_at DESC LIMIT 1`,
      [business.id],
    )
    const startedAt = Date.now()
    const body = Array.from({ length: 1000 }, (_, no) => line(`slow-${no}`)).join('')
    const told = await linesOf(await stream(body, { secret }))
    expect(told).toMatchObject([{ isDone: true, counts: { new: 1000 } }])
    expect(Date.now() - startedAt).toBeGreaterThan(450)
  })

  test('is refused before it begins without the scope, the type or a known option', async () => {
    const secret = await keyWith(['shares:write'])
    expect((await stream('', { secret })).status).toBe(403)
    expect((await stream('', { type: 'application/json' })).status).toBe(415)
    expect((await stream('', { query: '?applyChanges=perhaps' })).status).toBe(400)
    expect((await stream('', { secret: 'none' })).status).toBe(401)
    const names = await keyWith(['experiences:write'])
    expect((await stream('', { secret: names })).status).toBe(403)
  })
})
