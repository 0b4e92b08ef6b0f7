import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeEach, expect, test } from 'vitest'
import { actorOf, bought, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { makeWorld } from '#prisma/invariants/money-world.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import { emitFactEvents } from '#server/db/webhook-event.ts'
import { isSignedWebhook } from '#server/documents/webhook-signature.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { WEBHOOK_EVENT_TYPES } from '#server/domain/webhook/event-type.ts'
import { deliverWebhooks } from '#server/jobs/deliver-webhooks.ts'
import { everyOrganization } from '#server/jobs/every-organization.ts'
import { webhookDeliveries } from '#server/reports/webhook-deliveries.ts'
import { webhookDelivery } from '#server/reports/webhook-delivery.ts'
import { webhookOverview } from '#server/reports/webhook-overview.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { addWebhookEndpoint } from './add-webhook-endpoint.ts'
import { changeWebhookEndpoint } from './change-webhook-endpoint.ts'
import { deliverNextWebhook } from './deliver-next-webhook.ts'
import { forgetWebhookLog } from './forget-webhook-log.ts'
import { removeWebhookEndpoint } from './remove-webhook-endpoint.ts'
import { replayDelivery } from './replay-delivery.ts'
import { replayFailedDeliveries } from './replay-failed-deliveries.ts'
import { rotateWebhookEndpoint } from './rotate-webhook-endpoint.ts'
import { sendTestEvent } from './send-test-event.ts'
import { switchWebhookEndpoint } from './switch-webhook-endpoint.ts'
import { startReceiver } from './test-receiver.ts'

process.env.WEBHOOKS_TO_LOOPBACK = 'yes'

const pool = ownerPool()
const receiver = await startReceiver()
const clock = everyOrganization('deliver-webhooks')
const all = [...WEBHOOK_EVENT_TYPES]
const page = { limit: 50, cursor: null }
const HOUR = 3_600_000
let business: TestBusiness
let owner: MemberActor

beforeEach(async () => {
  // The clock's job serves all: what an earlier test left would go out in this one.
  await pool.query('DELETE FROM webhook_endpoints')
  receiver.heard.length = 0
  receiver.reply = { status: 204 }
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
})

const listen = (actor = owner, eventTypes = all) =>
  addWebhookEndpoint(actor, { url: receiver.url, description: '', eventTypes })

async function experiences(count: number, of = owner) {
  const id = await makeCustomer(pool, of.organizationId, { name: '王小明', last4: '8000' })
  const items = Array.from({ length: count }, (_, index) => ({
    source: 'pms',
    externalId: `e${index}-${Math.random()}`,
    customer: { id },
    occurredAt: new Date(Date.now() - 3_600_000 - index * 60_000),
    moment: 'lobby',
    score: 5,
    note: '13800138000',
  }))
  return recordExperiences(of, { items }, new Date())
}

const log = async (actor = owner) => (await webhookDeliveries(actor, page)).items
const later = (milliseconds: number) => new Date(Date.now() + milliseconds)

test('a batch of facts is one thin, signed event, and only where somebody listens', async () => {
  await experiences(1)
  const { secret } = await listen()
  await experiences(120)
  await deliverWebhooks.run({}, new Date())

  expect(receiver.heard.length).toBe(1)
  const [{ headers, body, id } = { headers: {}, body: '', id: '' }] = receiver.heard
  const message = JSON.parse(body)
  expect(message).toMatchObject({
    type: 'experience.recorded',
    data: { change: 'new', count: 120 },
  })
  expect(message.data.ids.length).toBe(100)
  expect(Object.keys(message)).toEqual(['type', 'timestamp', 'data'])
  expect(body).not.toMatch(/王小明|13800138000|lobby/)
  const said = {
    id,
    timestamp: String(headers['webhook-timestamp']),
    signature: String(headers['webhook-signature']),
  }
  expect(isSignedWebhook([secret], said, Buffer.from(body), new Date())).toBe(true)
  expect(await log()).toMatchObject([{ state: 'delivered', attemptCount: 1, status: 204 }])
})

test('what is undone is never told; what an endpoint did not ask for neither', async () => {
  await listen(owner, ['share.recorded'])
  await experiences(1)
  const undone = factTransaction(owner, async (tx) => {
    await emitFactEvents(tx, [{ noun: 'shares', op: 'INSERT', ids: [randomUUID()] }])
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await log()).toEqual([])
})

test('[row 28] referrals are told by every way they move, and nothing of money goes out', async () => {
  const w = await makeWorld()
  await sealPolicy(w)
  await addWebhookEndpoint(actorOf(w, 'owner'), {
    url: receiver.url,
    description: '',
    eventTypes: all,
  })
  const one = await bought(w)
  await w.owner(`SELECT set_config('app.org_id', $1, false)`, [w.org])
  await w.app('SELECT * FROM referral_keep(NULL, $1::uuid[])', [[one.referral]])
  await deliverWebhooks.run({}, new Date())
  const told = receiver.heard.map(({ body }) => JSON.parse(body))
  expect(told.map(({ type }) => type).toSorted()).toEqual(
    expect.arrayContaining(['referral.bought', 'referral.claimed', 'referral.kept']),
  )
  expect(told[0].data).toMatchObject({ referralId: one.referral, referrerId: one.referrer })
  expect(receiver.heard.map(({ body }) => body).join()).not.toMatch(
    /minor|amount|bps|polic|commission/i,
  )
})

test('a finished import is told once, without the name of its file', async () => {
  await listen()
  const importId = randomUUID()
  await pool.query(
    `INSERT INTO imports (id, organization_id, file_name, file_sha256, encoding, delimiter, headers, state, row_count, new_count)
     VALUES ($1, $2, '王小明.csv', '\\x00', 'utf-8', ',', '[]', 'running', 7, 6)`,
    [importId, business.id],
  )
  for (const state of ['done', 'done', 'taking-back'])
    await pool.query('UPDATE imports SET state = $1 WHERE id = $2', [state, importId])
  await deliverWebhooks.run({}, new Date())
  expect(receiver.heard.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'import.finished', data: { importId, rowCount: 7, newCount: 6 } },
  ])
  expect(receiver.heard[0]?.body).not.toContain('王小明')
})

test('after a rotation both secrets sign for a day, then the new one alone', async () => {
  const { id: endpointId, secret: before } = await listen()
  const { secret: after } = await rotateWebhookEndpoint(owner, { endpointId }, new Date())
  const signaturesAt = async (now: Date) => {
    receiver.heard.length = 0
    await sendTestEvent(owner, { endpointId })
    await deliverNextWebhook(clock, now)
    const [{ headers, body, id } = { headers: {}, body: '', id: '' }] = receiver.heard
    const said = {
      id,
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
    }
    return [before, after].map((one) => isSignedWebhook([one], said, Buffer.from(body), now))
  }
  expect(await signaturesAt(later(23 * HOUR))).toEqual([true, true])
  expect(await signaturesAt(later(25 * HOUR))).toEqual([false, true])
})

test('a failure is tried again on the schedule, under one id, and fails after the tenth', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = { status: 500, body: `no ${'x'.repeat(5000)}` }
  const { deliveryId } = await sendTestEvent(owner, { endpointId })
  let now = later(1000)
  const waited: number[] = []
  for (let tries = 1; tries <= 10; tries++) {
    expect(await deliverNextWebhook(clock, now)).not.toBeNull()
    const [line] = await log()
    if (line?.state !== 'waiting') break
    expect(await deliverNextWebhook(clock, new Date(line.dueAt.getTime() - 1))).toBeNull()
    waited.push(Math.floor((line.dueAt.getTime() - now.getTime()) / 1000))
    now = line.dueAt
  }
  const schedule = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
  expect(waited.length).toBe(9)
  waited.forEach((seconds, index) => {
    expect(seconds).toBeGreaterThanOrEqual(schedule[index] ?? 0)
    expect(seconds).toBeLessThanOrEqual((schedule[index] ?? 0) * 1.1 + 1)
  })
  expect(await log()).toMatchObject([{ state: 'failed', attemptCount: 10, status: 500 }])
  expect(new Set(receiver.heard.map(({ id, body }) => id + body)).size).toBe(1)
  const { attempts } = await webhookDelivery(owner, { deliveryId })
  expect(attempts.map(({ attemptNo }) => attemptNo)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  expect(attempts[0]?.answer?.length).toBe(1024)
})

test('no redirect is followed', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = { status: 302, headers: { location: receiver.url } }
  await sendTestEvent(owner, { endpointId })
  await deliverNextWebhook(clock, new Date())
  expect(receiver.heard.length).toBe(1)
  expect(await log()).toMatchObject([{ state: 'waiting', status: 302 }])
})

test('410 disables at once, five days of failure too; what waited has failed, and nothing new is written', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = { status: 410 }
  await experiences(1)
  await experiences(1)
  await deliverNextWebhook(clock, new Date())
  await experiences(1)
  expect((await log()).map(({ state }) => state)).toEqual(['failed', 'failed'])
  const overview = await webhookOverview(owner, new Date())
  expect(overview.endpoints).toMatchObject([{ disabledReason: 'gone' }])
  await expect(sendTestEvent(owner, { endpointId })).rejects.toMatchObject({
    problem: { kind: 'rule-broken', rule: 'webhook-endpoint-disabled' },
  })

  await switchWebhookEndpoint(owner, { endpointId, isEnabled: true }, new Date())
  receiver.reply = { status: 503 }
  await sendTestEvent(owner, { endpointId })
  await deliverNextWebhook(clock, new Date())
  await sendTestEvent(owner, { endpointId })
  await deliverNextWebhook(clock, later(5 * 24 * HOUR + 1000))
  expect((await webhookOverview(owner, new Date())).endpoints).toMatchObject([
    { disabledReason: 'failing' },
  ])
})

test('success ends the failing', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = { status: 503 }
  await sendTestEvent(owner, { endpointId })
  await deliverNextWebhook(clock, new Date())
  expect((await webhookOverview(owner, new Date())).endpoints[0]?.failingSince).not.toBeNull()
  receiver.reply = { status: 200 }
  await deliverNextWebhook(clock, later(10_000))
  expect((await webhookOverview(owner, new Date())).endpoints).toMatchObject([
    { failingSince: null },
  ])
})

test('several workers at once deliver each message once', async () => {
  const { id: endpointId } = await listen()
  const second = await (await makeBusiness(pool)).actor('owner')
  const { id: theirs } = await listen(second)
  for (let i = 0; i < 20; i++) {
    await sendTestEvent(owner, { endpointId })
    await sendTestEvent(second, { endpointId: theirs })
  }
  await Promise.all([1, 2, 3].map(() => deliverWebhooks.run({}, new Date())))
  expect(receiver.heard.length).toBe(40)
  expect(new Set(receiver.heard.map(({ id }) => id)).size).toBe(40)
  expect((await log()).every(({ state }) => state === 'delivered')).toBe(true)
})

test('a worker killed before the answer loses nothing: another sends the same message again', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = undefined
  await sendTestEvent(owner, { endpointId })
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', new URL('./test-worker.ts', import.meta.url).pathname],
    { env: process.env, stdio: 'ignore' },
  )
  await receiver.hears(1)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  expect(await log()).toMatchObject([{ state: 'waiting', isSending: true, attemptCount: 0 }])

  receiver.reply = { status: 204 }
  expect(await deliverNextWebhook(clock, new Date())).toBeNull()
  await deliverNextWebhook(clock, later(61_000))
  expect(receiver.heard.length).toBe(2)
  expect(receiver.heard[1]?.id).toBe(receiver.heard[0]?.id)
  expect(await log()).toMatchObject([{ state: 'delivered', attemptCount: 1 }])
})

test('one delivery is replayed, or all that failed since, under their ids', async () => {
  const { id: endpointId } = await listen()
  receiver.reply = { status: 410 }
  await experiences(1)
  await experiences(1)
  await deliverNextWebhook(clock, new Date())
  receiver.reply = { status: 204 }
  await switchWebhookEndpoint(owner, { endpointId, isEnabled: true }, new Date())
  expect(
    await replayFailedDeliveries(owner, { endpointId, since: later(-HOUR) }, new Date()),
  ).toEqual({ count: 2 })
  await deliverWebhooks.run({}, new Date())
  const [line] = await log()
  expect((await log()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  await replayDelivery(owner, { deliveryId: line?.id ?? '' }, new Date())
  await deliverWebhooks.run({}, new Date())
  expect(receiver.heard.length).toBe(4)
  expect(new Set(receiver.heard.map(({ id }) => id)).size).toBe(2)
})

test('an address inside is refused when it is registered, and when a name comes to lead there', async () => {
  const inside = { url: 'https://10.0.0.8/hook', description: '', eventTypes: all }
  await expect(addWebhookEndpoint(owner, inside)).rejects.toMatchObject({
    problem: { problems: [{ field: 'url', code: 'url.closed' }] },
  })
  const { id: endpointId } = await listen()
  await expect(changeWebhookEndpoint(owner, { endpointId, ...inside })).rejects.toThrow()
  await pool.query('UPDATE webhook_endpoints SET url = $1 WHERE id = $2', [inside.url, endpointId])
  await sendTestEvent(owner, { endpointId })
  await deliverNextWebhook(clock, new Date())
  expect(await log()).toMatchObject([
    { state: 'waiting', status: null, failure: 'address-refused' },
  ])
})

test('another house’s endpoints and deliveries are not there; other roles are refused; the audit log holds no secret', async () => {
  const { id: endpointId, secret } = await listen()
  const { deliveryId } = await sendTestEvent(owner, { endpointId })
  const stranger = await (await makeBusiness(pool)).actor('owner')
  const now = new Date()
  expect((await webhookOverview(stranger, now)).endpoints).toEqual([])
  expect(await log(stranger)).toEqual([])
  const nowhere = { problem: { kind: 'not-found' } }
  const intrusions: (() => Promise<unknown>)[] = [
    () => webhookDelivery(stranger, { deliveryId }),
    () => replayDelivery(stranger, { deliveryId }, now),
    () => sendTestEvent(stranger, { endpointId }),
    () => rotateWebhookEndpoint(stranger, { endpointId }, now),
    () => switchWebhookEndpoint(stranger, { endpointId, isEnabled: false }, now),
    () => removeWebhookEndpoint(stranger, { endpointId }),
  ]
  for (const intrude of intrusions) await expect(intrude()).rejects.toMatchObject(nowhere)
  for (const role of ['finance', 'marketing', 'staff', 'auditor'] as const)
    await expect(listen(await business.actor(role))).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'webhook.change' },
    })
  await removeWebhookEndpoint(owner, { endpointId })
  const { rows } = await pool.query(
    `SELECT op, data::text FROM audit_lines WHERE organization_id = $1 AND table_name = 'webhook_endpoints' ORDER BY seq`,
    [business.id],
  )
  expect(rows.map(({ op }) => op)).toEqual(['INSERT', 'DELETE'])
  expect(JSON.stringify(rows)).not.toContain('cipher')
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('the log is forgotten after thirty days', async () => {
  const { id: endpointId } = await listen()
  await sendTestEvent(owner, { endpointId })
  const job = { ...clock, organizationId: business.id }
  expect(await forgetWebhookLog(job, later(29 * 24 * HOUR))).toBe(0)
  expect(await forgetWebhookLog(job, later(31 * 24 * HOUR))).toBe(1)
  expect(await log()).toEqual([])
})
