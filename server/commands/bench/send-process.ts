import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { sampleSignIns } from '#prisma/seed/sample-sign-ins.ts'
import { auth } from '#server/auth/auth.ts'
import { closeDatabase } from '#server/db/client.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { BATCH, itemsOf } from './fact-batches.ts'
import { BUSINESS, signIn } from './people.ts'
import { countScript, openPages } from './send-pages.ts'

// Sends the same batches over eight connections: `rest`, `unnest`, or `pages` while batches are sent. Tells each batch's milliseconds.

export type SendTold = {
  batchMilliseconds: number[]
  seconds: number
  rows: number
  errors: number
  /** Of the page that a stranger meets first, and of the one that an owner meets after signing in. */
  script?: { signIn: number; impact: number }
  pages?: number
}

const CONNECTIONS = 8
const [mode = '', appUrl = '', batchCount = '', customers = ''] = process.argv.slice(2)
const run = randomUUID().slice(0, 8)
const of = { customers: Number(customers), now: new Date(Date.now() - 86_400_000) }

type Send = (batch: number, connection: number) => Promise<boolean>

/** Everything is prepared before the clock runs: bodies cost the sender, not the one who is measured. */
async function overRest(): Promise<Send> {
  const { owner } = await signIn()
  const { secret } = await createApiKey(owner, {
    name: `bench ${run}`,
    scopes: ['experiences:write'],
    expiresInDays: 1,
  })
  const bodies = batches().map((batch) => JSON.stringify({ items: itemsOf(run, batch, of) }))
  return async (batch) => {
    const answer = await fetch(`${appUrl}/api/v1/experiences`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: bodies[batch] ?? '',
    })
    const told: { results?: { outcome: string }[] } = await answer.json()
    return (
      answer.ok &&
      told.results?.length === BATCH &&
      told.results.every(({ outcome }) => outcome === 'new')
    )
  }
}

const UNNEST = `WITH item AS (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::smallint[], $5::smallint[], $6::smallint[], $7::text[], $8::uuid[], $9::date[])
    AS item (customer_id, occurred_at, id, moment_no, location_no, score, external_id, episode_id, episode_day)
), lived AS (
  INSERT INTO experiences (customer_id, occurred_at, id, organization_id, recorded_at, moment_no, location_no, score, source, external_id,
    episode_id, episode_day, content_hash)
  SELECT customer_id, occurred_at, id, $10::uuid, now(), moment_no, location_no, score, 'unnest', external_id, episode_id, episode_day, uuid_send(id)
  FROM item
)
INSERT INTO exposures (customer_id, episode_day, episode_id, moment_no, organization_id, location_no, exposed_at)
SELECT customer_id, episode_day, episode_id, moment_no, $10::uuid, min(location_no), min(occurred_at) FROM item
GROUP BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`

/** Bare: ids are there already, nothing is looked up, judged or counted. Sorted by customer, as the product does. */
async function overUnnest(): Promise<Send> {
  const connectionString = process.env.DATABASE_URL ?? ''
  const clients = Array.from(
    { length: CONNECTIONS },
    () => new pg.Client({ connectionString, options: '-c TimeZone=UTC' }),
  )
  for (const client of clients) await client.connect()
  const { rows } = (await clients[0]?.query('SELECT rank, id FROM bench.customers')) ?? { rows: [] }
  const idOf = new Map(rows.map(({ rank, id }) => [`C${rank}`, String(id)]))
  const prepared = batches().map((batch) => columnsOf(batch, idOf))
  return async (batch, connection) => {
    await clients[connection]?.query(UNNEST, prepared[batch])
    return true
  }
}

function columnsOf(batch: number, idOf: Map<string, string>): unknown[] {
  const rows = itemsOf(run, batch, of)
    .map((item, at) => ({ ...item, at, customerId: idOf.get(item.customer.externalId) ?? '' }))
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
  const column = (value: (row: (typeof rows)[number]) => unknown) => rows.map(value)
  return [
    column(({ customerId }) => customerId),
    column(({ occurredAt }) => occurredAt),
    column(({ externalId }) => uuidOf(externalId)),
    column(({ at }) => 1 + (at % 14)),
    column(({ at }) => 1 + (at % 8)),
    column(({ score }) => score),
    column(({ externalId }) => externalId),
    column(({ customerId, occurredAt }) => uuidOf(customerId + occurredAt.slice(0, 10))),
    column(({ occurredAt }) => occurredAt.slice(0, 10)),
    BUSINESS.organizationId,
  ]
}

function uuidOf(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function batches(): number[] {
  return Array.from({ length: Number(batchCount) }, (_, batch) => batch)
}

async function sendAll(send: Send): Promise<SendTold> {
  const waiting = batches()
  const batchMilliseconds: number[] = []
  let errors = 0
  const began = performance.now()
  const work = async (connection: number) => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const sent = performance.now()
      const isRight = await send(batch, connection).catch(() => false)
      batchMilliseconds.push(performance.now() - sent)
      if (!isRight) errors += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => work(connection)))
  const seconds = (performance.now() - began) / 1000
  return { batchMilliseconds, seconds, rows: (Number(batchCount) - errors) * BATCH, errors }
}

async function pagesBeside(): Promise<SendTold> {
  const send = await overRest()
  const { email = '', password = '' } = sampleSignIns[0] ?? {}
  const { headers } = await auth().api.signInEmail({
    body: { email, password },
    returnHeaders: true,
  })
  const cookie = headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const script = {
    signIn: await countScript(appUrl, '/sign-in'),
    impact: await countScript(appUrl, '/impact', cookie),
  }
  const pages = openPages(appUrl, cookie)
  const told = await sendAll(send)
  return { ...told, script, pages: await pages.stop() }
}

const work: Record<string, () => Promise<SendTold>> = {
  rest: async () => sendAll(await overRest()),
  unnest: async () => sendAll(await overUnnest()),
  pages: pagesBeside,
}
const told = await work[mode]?.()
await new Promise((resolve) => process.send?.(told, resolve))
await closeDatabase()
process.exit(0)
