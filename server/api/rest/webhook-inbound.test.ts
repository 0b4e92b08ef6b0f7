import { createHash, randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { holdReceipt } from '#server/db/webhook-receipt.ts'
import { sealWebhook } from '#server/db/webhook-secret.ts'
import { signWebhook } from '#server/documents/webhook-signature.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { sourceActor } from '#server/domain/webhook/source-actor.ts'
import { addWebhookSource } from '#server/operations/webhook/add-webhook-source.ts'
import { replayReceipt } from '#server/operations/webhook/replay-receipt.ts'
import { rotateWebhookSource } from '#server/operations/webhook/rotate-webhook-source.ts'
import { switchWebhookSource } from '#server/operations/webhook/switch-webhook-source.ts'
import { webhookReceipts } from '#server/reports/webhook-receipts.ts'
import { answerWebhook } from './webhook-inbound.ts'

const pool = ownerPool()
let business: TestBusiness
let owner: MemberActor
let source: { id: string; secret: string }

beforeEach(async () => {
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
  source = await addWebhookSource(owner, { name: 'PMS' })
})

type Sent = {
  type?: string
  data?: unknown
  id?: string
  secret?: string
  secondsAgo?: number
  body?: string
  to?: string
}

const experience = (externalId: string, more = {}) => ({
  source: 'pms',
  externalId,
  customer: { source: 'pms', externalId: 'c1', name: '王小明' },
  occurredAt: '2026-11-01T08:00:00Z',
  moment: 'lobby',
  score: 4,
  ...more,
})

/** Signs and sends; `body` replaces what was signed. */
async function send({ type = 'experience.recorded', data, ...sent }: Sent) {
  const signed = JSON.stringify({ type, timestamp: new Date().toISOString(), data })
  const id = sent.id ?? randomUUID()
  const timestamp = Math.floor(Date.now() / 1000) - (sent.secondsAgo ?? 0)
  const request = new Request('http://localhost/api/v1/webhooks/x', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook(sent.secret ?? source.secret, {
        id,
        timestamp,
        body: signed,
      }),
    },
    body: sent.body ?? signed,
  })
  const response = await answerWebhook(request, sent.to ?? source.id)
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

const recorded = async () => {
  const { rows } = await pool.query(
    'SELECT external_id AS id FROM experiences WHERE organization_id = $1 ORDER BY 1',
    [business.id],
  )
  return rows.map(({ id }) => id)
}
const log = async (of = owner) =>
  (await webhookReceipts(of, { limit: 50, cursor: null }, new Date())).items

test('a signed message records its facts, one or many, and names the source in the audit log', async () => {
  const one = await send({ data: experience('e1') })
  expect(one).toMatchObject({ status: 200, answer: { results: [{ outcome: 'new' }] } })
  const many = await send({ data: [experience('e1'), experience('e2')] })
  expect(many.answer).toMatchObject({ results: [{ outcome: 'same' }, { outcome: 'new' }] })
  expect(await recorded()).toEqual(['e1', 'e2'])
  expect(await log()).toMatchObject([
    { state: 'recorded', itemCount: 2, problemCount: 0, canReplay: false, sourceName: 'PMS' },
    { state: 'recorded', itemCount: 1 },
  ])
  const { rows } = await pool.query(
    `SELECT DISTINCT actor_job FROM audit_lines WHERE organization_id = $1 AND chain = 'facts'`,
    [business.id],
  )
  expect(rows).toEqual([{ actor_job: `webhook:${source.id}` }])
})

test('shares and complaints are recorded by the same door', async () => {
  const { score: _score, ...fact } = experience('f1')
  const told = [
    await send({ type: 'share.recorded', data: { ...fact, channel: 'in-person' } }),
    await send({ type: 'complaint.recorded', data: { ...fact, severity: 2 } }),
  ]
  for (const { answer } of told) expect(answer).toMatchObject({ results: [{ outcome: 'new' }] })
})

test('the same message again is answered the same and recorded once, even at the same time', async () => {
  const id = 'msg_1'
  const first = await send({ id, data: experience('e1') })
  const again = await send({ id, data: experience('e1'), secondsAgo: 60 })
  // The signed body holds the time of sending, so a sender that repeats sends the bytes of before.
  expect(again.status).toBe(409)
  const body = JSON.stringify({ type: 'experience.recorded', data: experience('e9') })
  const same = () => sendBytes('msg_2', body)
  const answers = await Promise.all([same(), same(), same()])
  const done = answers.filter(({ status }) => status === 200)
  expect(done.length).toBeGreaterThan(0)
  expect(answers.every(({ status }) => [200, 503].includes(status))).toBe(true)
  const repeated = await same()
  expect(repeated).toEqual({ status: 200, answer: done[0]?.answer })
  expect(repeated.answer).toMatchObject({ results: [{ outcome: 'new' }] })
  expect(first.status).toBe(200)
  expect((await log()).length).toBe(2)
  expect(await recorded()).toEqual(['e1', 'e9'])
})

async function sendBytes(id: string, body: string) {
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(source.secret, { id, timestamp, body }),
  }
  const request = new Request('http://localhost/', { method: 'POST', headers, body })
  const response = await answerWebhook(request, source.id)
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

test('tampered, stale, unsigned and unknown are all refused alike, and nothing is kept', async () => {
  const data = experience('e1')
  const stranger = await (await makeBusiness(pool)).actor('owner')
  const theirs = await addWebhookSource(stranger, { name: 'PMS' })
  const refused = await Promise.all([
    send({ data, body: JSON.stringify({ type: 'experience.recorded', data: experience('e2') }) }),
    send({ data, secondsAgo: 301 }),
    send({ data, secondsAgo: -301 }),
    send({ data, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }),
    send({ data, id: '' }),
    send({ data, to: randomUUID() }),
    send({ data, to: 'no-id' }),
    send({ data, to: theirs.id }),
  ])
  const told = refused.map(({ status, answer }) => ({
    status,
    answer: JSON.stringify(answer).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'),
  }))
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(told[0]?.status).toBe(401)
  expect(await log()).toEqual([])
  expect(await log(stranger)).toEqual([])
  expect(await recorded()).toEqual([])
})

test('a source that was turned off is unknown; after a rotation both secrets are let in', async () => {
  const { secret } = await rotateWebhookSource(owner, { sourceId: source.id }, new Date())
  expect((await send({ data: experience('e1') })).status).toBe(200)
  expect((await send({ data: experience('e2'), secret })).status).toBe(200)
  await switchWebhookSource(owner, { sourceId: source.id, isEnabled: false }, new Date())
  expect((await send({ data: experience('e3'), secret })).status).toBe(401)
})

test('what is no message is refused for good, and a repetition says so again', async () => {
  for (const body of [
    'no json',
    '[]',
    '{"type":"experience.recorded"}',
    '{"type":"x","data":{}}',
  ]) {
    const id = randomUUID()
    for (const _time of [1, 2]) expect((await sendBytes(id, body)).status).toBe(400)
  }
  const many = { type: 'experience.recorded', data: Array(1001).fill({}) }
  expect((await sendBytes('many', JSON.stringify(many))).status).toBe(400)
  expect((await log()).map(({ state, canReplay }) => [state, canReplay])).toEqual(
    Array(5).fill(['refused', false]),
  )
})

test('no money comes in or goes out by this door', async () => {
  for (const type of ['commission.approved', 'payout.released', 'referral.kept', 'constructor'])
    expect((await send({ type, data: {} })).status).toBe(400)
})

test('a message with an unknown moment is recorded in part, mended, and replayed', async () => {
  const data = [experience('e1'), experience('e2', { moment: 'spa' })]
  const { answer } = await send({ data })
  expect(answer).toMatchObject({ results: [{ outcome: 'new' }, { outcome: 'error' }] })
  const [receipt] = await log()
  expect(receipt).toMatchObject({ state: 'partly', problemCount: 1, canReplay: true })
  expect(receipt?.problems).toMatchObject([
    { itemNo: 2, outcome: 'error', problems: [{ field: 'moment', code: 'moment.unknown' }] },
  ])
  const kept = await pool.query('SELECT body_cipher FROM webhook_receipts WHERE id = $1', [
    receipt?.id,
  ])
  expect(String(kept.rows[0].body_cipher)).not.toContain('王小明')

  await pool.query(
    `UPDATE moments SET code = 'spa', state = 'key' WHERE organization_id = $1 AND code = 'gone'`,
    [business.id],
  )
  const receiptId = receipt?.id ?? ''
  await expect(
    replayReceipt(await (await makeBusiness(pool)).actor('owner'), { receiptId }, new Date()),
  ).rejects.toMatchObject({ problem: { kind: 'not-found' } })
  await expect(
    replayReceipt(await business.actor('marketing'), { receiptId }, new Date()),
  ).rejects.toMatchObject({ problem: { kind: 'forbidden' } })
  expect(await replayReceipt(owner, { receiptId }, new Date())).toMatchObject({
    results: [{ outcome: 'same' }, { outcome: 'new' }],
  })
  expect(await log()).toMatchObject([{ state: 'recorded', attemptCount: 2, canReplay: false }])
  await expect(replayReceipt(owner, { receiptId }, new Date())).rejects.toMatchObject({
    problem: { kind: 'conflict' },
  })
})

test('a message whose request was killed is taken up when it comes again, once a minute is over', async () => {
  const body = JSON.stringify({ type: 'experience.recorded', data: experience('e1') })
  const id = randomUUID()
  const arrived = {
    id,
    sourceId: source.id,
    webhookId: 'msg_1',
    bodySha256: createHash('sha256').update(body).digest(),
    bodyCipher: sealWebhook(id, body),
  }
  const actor = sourceActor(business.id, source.id, '')
  await factTransaction(actor, (tx) => holdReceipt(tx, arrived, new Date()))
  expect((await sendBytes('msg_1', body)).status).toBe(503)
  expect(await log()).toMatchObject([{ state: 'received', canReplay: false }])
  await pool.query(
    `UPDATE webhook_receipts SET held_until = now() - interval '1 second' WHERE id = $1`,
    [id],
  )
  expect(await sendBytes('msg_1', body)).toMatchObject({
    status: 200,
    answer: { results: [{ outcome: 'new' }] },
  })
  expect(await log()).toMatchObject([{ state: 'recorded', attemptCount: 1 }])
})
