import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { spendItems } from '#server/db/rate-limit.ts'
import { appPool, ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { SCOPES, type Scope } from '#server/domain/api-key/scope.ts'
import { env } from '#server/env.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { revokeApiKey } from '#server/operations/api-key/revoke-api-key.ts'
import { sweepDoor } from '#server/operations/api-key/sweep-door.ts'
import { auditList } from '#server/reports/audit-list.ts'
import { answerFacts } from './answer-facts.ts'
import type { FactNoun } from './fact-doors.ts'
import { factRoutes } from './fact-routes.ts'

const pool = ownerPool()
const source = 'till'
let business: TestBusiness
let all: string

beforeAll(async () => {
  business = await makeBusiness(pool)
  all = await keyWith(SCOPES)
})

const quota = env().API_ITEMS_PER_MINUTE
afterEach(() => {
  env().API_ITEMS_PER_MINUTE = quota
})

async function keyWith(scopes: readonly Scope[]): Promise<string> {
  const owner = await business.actor('owner')
  const made = await createApiKey(owner, { name: 'Till', scopes: [...scopes], expiresInDays: null })
  return made.secret
}

type Sent = { key?: string; headers?: Record<string, string>; query?: string }

function post(noun: FactNoun, body: unknown, { key = all, headers = {}, query = '' }: Sent = {}) {
  return answerFacts(
    noun,
    new Request(`http://localhost:3000/api/v1/${noun}${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
}

function lived(externalId: string, given: Record<string, unknown> = {}) {
  const customer = { source, externalId: `customer ${externalId}` }
  const at = { occurredAt: '2026-01-10T02:00:00Z', moment: 'departure', score: 4 }
  return { source, externalId, customer, ...at, ...given }
}

const MAKE = '?createMissing=customers'

describe('one item', () => {
  test('is new once, then the same, then another; and a replay of it is a replay', async () => {
    const first = await post('experiences', lived('one'), { query: MAKE })
    expect(first.status).toBe(201)
    const { id } = await first.json()
    const again = await post('experiences', lived('one'), { query: MAKE })
    expect([again.status, await again.json()]).toEqual([200, { outcome: 'same', id }])
    const other = await post('experiences', lived('one', { score: -4 }))
    expect([other.status, (await other.json()).outcome]).toEqual([200, 'changed'])
    const kept = await post('experiences', lived('one'))
    expect((await kept.json()).outcome).toBe('same')
    const applied = await post('experiences', lived('one', { score: -4 }), {
      query: '?applyChanges=true',
    })
    expect((await applied.json()).outcome).toBe('changed')
    const now = await post('experiences', lived('one', { score: -4 }))
    expect((await now.json()).outcome).toBe('same')
  })

  test('that is wrong is told field by field, and one of somebody else is a conflict', async () => {
    const wrong = await post('experiences', lived('two', { score: 9, moment: undefined, x: 1 }))
    expect(wrong.status).toBe(400)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    const problem = await wrong.json()
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.type).toBe('http://localhost:3000/api/v1/reference#invalid')
    expect(problem.requestId).toBe(wrong.headers.get('x-request-id'))
    expect(problem.errors).toContainEqual({ field: 'score', code: 'score.invalid' })
    await post('experiences', lived('three'), { query: MAKE })
    const stolen = await post(
      'experiences',
      lived('three', { customer: { source, externalId: 'thief' } }),
      { query: MAKE },
    )
    expect([stolen.status, (await stolen.json()).code]).toEqual([409, 'conflict.experiences'])
  })

  test('titles come in the language that is asked for', async () => {
    const refused = await post('shares', {}, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect((await refused.json()).title).toBe('请求中有字段缺失或有误')
  })
})

describe('a batch', () => {
  test('answers item by item, in their order, and 200 whatever became of them', async () => {
    const items = [lived('a'), lived('b', { score: 99 }), lived('a'), lived('c', { moment: 'no' })]
    const answer = await post('experiences', { items, createMissing: ['customers'] })
    expect(answer.status).toBe(200)
    const { counts, results } = await answer.json()
    expect(results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'new',
      'error',
      'same',
      'error',
    ])
    expect(counts).toEqual({ new: 1, same: 1, changed: 0, conflict: 0, error: 2 })
    expect(results[3].errors).toEqual([{ field: 'moment', code: 'moment.unknown' }])
  })

  test('brings in every noun, late and out of order', async () => {
    const who = { source, externalId: 'guest' }
    const at = '2025-06-01T10:00:00+08:00'
    const asked = async (noun: FactNoun, item: Record<string, unknown>) => {
      const body = { items: [{ source, externalId: 'n', occurredAt: at, ...item }] }
      const query = '?createMissing=customers,products'
      const answer = await post(noun, body, { query })
      return (await answer.json()).results[0].outcome
    }
    expect(await asked('shares', { customer: who, moment: 'lobby', channel: 'feed' })).toBe('new')
    expect(await asked('complaints', { customer: who, severity: 3 })).toBe('new')
    expect(await asked('experiences', { customer: who, moment: 'lobby' })).toBe('new')
    const order = { customer: who, product: 'room', amountMinor: 48_800 }
    expect(await asked('orders', order)).toBe('new')
    const refund = { order: { source, externalId: 'n' }, amountMinor: '100' }
    expect(await asked('refunds', { ...refund, occurredAt: '2025-06-02T00:00:00Z' })).toBe('new')
    const friend = { source, externalId: 'friend', name: '李明' }
    expect(await asked('referrals', { referrer: who, referee: friend })).toBe('new')
    const named = await post('customers', { source, externalId: 'guest', name: '王芳' })
    expect(named.status).toBe(200)
    const { rows } = await pool.query(
      `SELECT actor_job FROM audit_lines WHERE organization_id = $1 AND chain = 'facts' ORDER BY seq DESC LIMIT 1`,
      [business.id],
    )
    expect(rows[0].actor_job).toMatch(/^key:[0-9a-f-]{36}$/)
    const audit = await auditList(await business.actor('auditor'), { chain: 'facts', limit: 1 })
    expect(audit.items[0]).toMatchObject({ actorName: null, actorKeyName: 'Till' })
  })

  test.each([
    { body: { items: [] }, field: 'items', code: 'too-small' },
    { body: { items: Array.from({ length: 1001 }, () => ({})) }, field: 'items', code: 'too-big' },
    { body: { items: [{}], isParsed: true }, field: '', code: 'unknown-field' },
    { body: { items: [{}], createMissing: ['all'] }, field: 'createMissing.0', code: 'invalid' },
  ])('is refused whole where its frame is wrong: $code', async ({ body, field, code }) => {
    const answer = await post('shares', body)
    expect(answer.status).toBe(400)
    expect((await answer.json()).errors).toEqual([{ field, code }])
  })
})

describe('the door', () => {
  test('is shut without a key that works', async () => {
    const owner = await business.actor('owner')
    const ended = await createApiKey(owner, {
      name: 'Old till',
      scopes: ['shares:write'],
      expiresInDays: 1,
    })
    await revokeApiKey(owner, { keyId: ended.keyId })
    for (const key of ['', 'zhk_x', `zhk_${'A'.repeat(43)}`, ended.secret]) {
      const answer = await post('shares', {}, { key })
      expect([answer.status, (await answer.json()).code]).toEqual([401, 'unauthenticated'])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    }
  })

  test('opens by scope alone: not to another noun, nor to names that are not there yet', async () => {
    const key = await keyWith(['experiences:write'])
    const share = await post('shares', {}, { key })
    expect([share.status, (await share.json()).code]).toEqual([403, 'forbidden.share.record'])
    const customer = await post('experiences', lived('d'), { key, query: MAKE })
    expect((await customer.json()).code).toBe('forbidden.customer.record')
    const moment = await post('experiences', lived('d'), { key, query: '?createMissing=moments' })
    expect((await moment.json()).code).toBe('forbidden.name.create')
  })

  test("sees nothing of another house's: its customers are unknown, its facts are not met", async () => {
    const house = await makeBusiness(pool)
    const { secret } = await createApiKey(await house.actor('owner'), {
      name: 'Other',
      scopes: ['experiences:write'],
      expiresInDays: null,
    })
    const { rows } = await pool.query(
      'SELECT id FROM customers WHERE organization_id = $1 LIMIT 1',
      [business.id],
    )
    const foreign = lived('e', { customer: { id: rows[0].id } })
    const answer = await post('experiences', foreign, { key: secret })
    expect((await answer.json()).errors).toEqual([{ field: 'customer', code: 'customer.unknown' }])
  })

  test.each([
    { what: 'no JSON', body: '{', headers: {}, status: 400, code: 'json' },
    {
      what: 'a form',
      body: 'a=1',
      headers: { 'content-type': 'text/plain' },
      status: 415,
      code: 'media-type',
    },
    {
      what: 'too much',
      body: `"${'x'.repeat(9_000_000)}"`,
      headers: {},
      status: 413,
      code: 'too-large',
    },
    { what: 'a null', body: 'null', headers: {}, status: 400, code: 'invalid' },
  ])('refuses $what', async ({ body, headers, status, code }) => {
    const answer = await post('shares', body, { headers })
    expect([answer.status, (await answer.json()).code]).toEqual([status, code])
  })

  test('tells how it wants to be asked', async () => {
    const answer = await factRoutes('shares').GET(
      new Request('http://localhost:3000/api/v1/shares'),
    )
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('Idempotency-Key', () => {
  const once = (key: string) => ({ query: MAKE, headers: { 'idempotency-key': key } })

  test('a repeated request gets the first answer, and says so', async () => {
    const key = randomUUID()
    const first = await post('experiences', lived('once'), once(key))
    const text = await first.text()
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null])
    const again = await post('experiences', lived('once'), once(`"${key}"`))
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
    expect(await again.text()).toBe(text)
    const other = await post('experiences', lived('another'), once(key))
    expect([other.status, (await other.json()).code]).toEqual([422, 'key-reused'])
    const elsewhere = await post(
      'shares',
      lived('once', { channel: 'feed', score: undefined }),
      once(key),
    )
    expect(elsewhere.status).toBe(201)
  })

  test('of two at once one works and one is told to wait; nothing is recorded twice', async () => {
    const key = randomUUID()
    const answers = await Promise.all(
      [1, 2].map(() => post('experiences', lived('pair'), once(key))),
    )
    const statuses = answers.map(({ status }) => status).toSorted()
    expect([
      [201, 201],
      [201, 409],
    ]).toContainEqual(statuses)
    const late = answers.find(({ status }) => status === 409)
    if (late) expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    const { rows } = await pool.query(
      `SELECT count(*)::int AS n FROM experiences WHERE organization_id = $1 AND external_id = 'pair'`,
      [business.id],
    )
    expect(rows[0].n).toBe(1)
  })

  test('one whose first request crashed is taken over when its time is up', async () => {
    const key = randomUUID()
    expect((await post('experiences', lived('crash'), once(key))).status).toBe(201)
    const stand = (locked: string) =>
      pool.query(
        `UPDATE idempotency_keys SET status = NULL, answer = NULL, locked_until = now() + $2::interval WHERE key = $1`,
        [key, locked],
      )
    await stand('90 seconds')
    const waits = await post('experiences', lived('crash'), once(key))
    expect([waits.status, (await waits.json()).code]).toEqual([409, 'in-flight'])
    await stand('-1 second')
    const taken = await post('experiences', lived('crash'), once(key))
    expect([taken.status, (await taken.json()).outcome]).toEqual([200, 'same'])
  })

  test('a refusal of the item is an answer and stays; a refused frame is none', async () => {
    const key = randomUUID()
    const refused = await post('experiences', lived('no', { score: 9 }), once(key))
    const again = await post('experiences', lived('no', { score: 9 }), once(key))
    expect([refused.status, again.status]).toEqual([400, 400])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await again.text()).toBe(await refused.text())
    const bad = await post('experiences', lived('no'), once('with space'))
    expect((await bad.json()).errors).toEqual([
      { field: 'Idempotency-Key', code: 'idempotency-key.invalid' },
    ])
  })

  test('is forgotten after a day, by the nightly sweep', async () => {
    const key = randomUUID()
    await post('experiences', lived('swept'), once(key))
    await pool.query(`UPDATE idempotency_keys SET expires_at = now() WHERE key = $1`, [key])
    const job = { kind: 'job', organizationId: business.id, job: 'sweep', requestId: '' } as const
    expect((await sweepDoor(job)).swept).toBeGreaterThanOrEqual(1)
    await expect(sweepDoor(await business.actor('owner'))).rejects.toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(
      (await post('experiences', lived('swept'), once(key))).headers.get('idempotency-replayed'),
    ).toBeNull()
  })
})

describe('the allowance', () => {
  test('is told with every answer, and more than it holds is refused with when to come again', async () => {
    env().API_ITEMS_PER_MINUTE = 3
    const key = await keyWith(['experiences:write'])
    const items = [lived('x1'), lived('x2')]
    const first = await post('experiences', { items }, { key })
    expect(first.headers.get('ratelimit-policy')).toBe('"items";q=3;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"items";r=1;t=\d+$/)
    const second = await post('experiences', { items }, { key })
    expect([second.status, (await second.json()).code]).toEqual([429, 'rate-limited'])
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThanOrEqual(19)
    expect(second.headers.get('ratelimit')).toMatch(/^"items";r=1;/)
  })

  test('is one for all processes: of many at once exactly as many pass as it holds', async () => {
    const keyId = randomUUID()
    const limit = { quota: 10, windowSeconds: 3600 }
    const other = new pg.Pool({ connectionString: process.env.DATABASE_APP_URL, max: 8 })
    const elsewhere = async () => {
      const { rows } = await other.query('SELECT is_allowed FROM api_key_spend($1, 1, 10, 3600)', [
        keyId,
      ])
      return rows[0].is_allowed === true
    }
    const here = async () => (await spendItems(keyId, 1, limit)).isAllowed
    const passed = await Promise.all(
      Array.from({ length: 40 }, (_, no) => (no % 2 ? here() : elsewhere())),
    )
    expect(passed.filter(Boolean)).toHaveLength(10)
    await other.end()
  })

  test('fills evenly, and a batch larger than all of it costs a full one', async () => {
    const keyId = randomUUID()
    const limit = { quota: 100, windowSeconds: 100 }
    expect(await spendItems(keyId, 1000, limit)).toMatchObject({ isAllowed: true, itemsLeft: 0 })
    expect(await spendItems(keyId, 30, limit)).toMatchObject({ isAllowed: false, waitSeconds: 30 })
    await pool.query(
      `UPDATE api_key_allowances SET counted_at = counted_at - interval '30 seconds' WHERE key_id = $1`,
      [keyId],
    )
    expect(await spendItems(keyId, 30, limit)).toMatchObject({ isAllowed: true, waitSeconds: 0 })
    await expect(appPool().query('DELETE FROM api_key_allowances')).rejects.toMatchObject({
      code: '42501',
    })
  })
})
