import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import { TimelineQuestion } from '#server/domain/timeline/input.ts'
import type { TimelineKind } from '#server/domain/timeline/timeline-kind.ts'
import { customerTimeline, type TimelineEvent } from './customer-timeline.ts'

const pool = ownerPool()
let business: TestBusiness
let customer: string
let friend: string

/** Few different times, so that most events share theirs with others of every kind. */
const TIMES = [
  '2026-03-01 15:59:59.999999+00',
  '2026-03-01 16:00:00+00',
  '2026-03-01 16:00:00.000001+00',
  '2026-03-02 02:00:00+00',
  '2026-03-02 02:00:00+00',
]

const FACT = `organization_id, source, external_id, content_hash`

async function addEvents(of: string, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO experiences (customer_id, occurred_at, id, moment_no, location_no, score, emotion, note, episode_id, episode_day, ${FACT})
     SELECT $1::uuid, ($3::timestamptz[])[1 + n % 5], gen_random_uuid(), 1 + n % 2, n % 3, n % 11 - 5, 'moved', 'note ' || n,
       gen_random_uuid(), '2026-03-01', $2, 'pms', 'e' || n, '\\x00' FROM generate_series(1, $4::int) n`,
    [of, business.id, TIMES, count],
  )
  await pool.query(
    `INSERT INTO shares (id, customer_id, occurred_at, channel, valence, ${FACT})
     SELECT gen_random_uuid(), $1::uuid, ($3::timestamptz[])[1 + n % 5], 'feed', 1, $2, 'pms', $1 || 's' || n, '\\x00' FROM generate_series(1, $4::int) n`,
    [of, business.id, TIMES, count],
  )
  await pool.query(
    `INSERT INTO complaints (id, customer_id, occurred_at, severity, ${FACT})
     SELECT gen_random_uuid(), $1::uuid, ($3::timestamptz[])[1 + n % 5], 3, $2, 'pms', $1 || 'k' || n, '\\x00' FROM generate_series(1, $4::int) n`,
    [of, business.id, TIMES, count],
  )
}

async function addOrder(of: string): Promise<void> {
  const [order, product] = [randomUUID(), randomUUID()]
  await pool.query(
    `INSERT INTO products (id, organization_id, code, name) VALUES ($1, $2, 'room', '大床房') ON CONFLICT DO NOTHING`,
    [product, business.id],
  )
  await pool.query(
    `INSERT INTO orders (id, customer_id, product_id, occurred_at, amount_minor, currency, ${FACT})
     SELECT $1, $2, p.id, $4::timestamptz, 98800, 'CNY', $3, 'pms', gen_random_uuid()::text, '\\x00' FROM products p WHERE p.organization_id = $3`,
    [order, of, business.id, TIMES[1]],
  )
  await pool.query(
    `INSERT INTO refunds (id, order_id, occurred_at, amount_minor, currency, reason, ${FACT})
     VALUES (gen_random_uuid(), $1, $3, 8800, 'CNY', '早餐', $2, 'pms', gen_random_uuid()::text, '\\x00')`,
    [order, business.id, TIMES[3]],
  )
}

/** A referral through the money tables' own door, confirmed and visited at one time. */
async function addReferral(token: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; SET LOCAL app.org_id = '${business.id}'`)
    const claimed = await client.query<{ referral_id: string; rule: string | null }>(
      'SELECT * FROM referral_claim($1, $2::jsonb)',
      [
        token,
        JSON.stringify([
          {
            source: 'test',
            externalId: randomUUID(),
            referrerId: customer,
            refereeId: friend,
            evidenceKind: 'asked',
            occurredAt: '2026-03-02T02:00:00Z',
          },
        ]),
      ],
    )
    const referralId = claimed.rows[0]?.referral_id
    await client.query('SELECT * FROM referral_advance($1, $2::jsonb)', [
      token,
      JSON.stringify([{ referralId, to: 'visited', occurredAt: '2026-03-03T02:00:00Z' }]),
    ])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

beforeAll(async () => {
  business = await makeBusiness(pool)
  customer = await makeCustomer(pool, business.id, { name: '王伟', pinyin: 'wang wei' })
  friend = await makeCustomer(pool, business.id, { name: '李四', pinyin: 'li si' })
  await addEvents(customer, 15)
  await addOrder(customer)
  await addReferral((await business.actor('owner')).sessionToken)
})

function ask(given: {
  customerId?: string
  kinds?: TimelineKind[]
  order?: 'newest' | 'oldest'
  cursor?: string | null
  limit?: number
}) {
  return TimelineQuestion.parse({
    customerId: customer,
    kinds: [],
    order: 'newest',
    limit: 200,
    ...given,
  })
}

async function wholeInPages(direction: 'newest' | 'oldest', limit: number) {
  const actor = await business.actor('owner')
  const events: TimelineEvent[] = []
  let cursor: string | null = null
  do {
    const page = await customerTimeline(actor, ask({ order: direction, cursor, limit }))
    events.push(...page.events)
    cursor = page.nextCursor
  } while (cursor)
  return events
}

describe('customerTimeline', () => {
  test('[row 27] same-day events of every kind stand by time, then id', async () => {
    const events = await wholeInPages('oldest', 200)
    expect(new Set(events.map((event) => event.kind))).toEqual(
      new Set(['experience', 'share', 'complaint', 'order', 'refund', 'referral']),
    )
    const truth = await pool.query<{ id: string }>(
      `SELECT id FROM (
         SELECT occurred_at, id FROM experiences WHERE customer_id = $1
         UNION ALL SELECT occurred_at, id FROM shares WHERE customer_id = $1
         UNION ALL SELECT occurred_at, id FROM complaints WHERE customer_id = $1
         UNION ALL SELECT occurred_at, id FROM orders WHERE customer_id = $1
         UNION ALL SELECT f.occurred_at, f.id FROM refunds f JOIN orders o ON o.id = f.order_id WHERE o.customer_id = $1
         UNION ALL SELECT occurred_at, id FROM referral_claims WHERE referrer_id = $1
         UNION ALL SELECT s.occurred_at, s.referral_id FROM referral_steps s JOIN referrals r ON r.id = s.referral_id WHERE r.referrer_id = $1
       ) e ORDER BY occurred_at, id`,
      [customer],
    )
    expect(events.map((event) => event.key.split('~')[1])).toEqual(truth.rows.map((row) => row.id))
  })

  test.each([1, 7, 50])(
    '[row 27] pages of %i are the whole line, each event once, in either direction',
    async (limit) => {
      const oldest = (await wholeInPages('oldest', 200)).map((event) => event.key)
      expect((await wholeInPages('oldest', limit)).map((event) => event.key)).toEqual(oldest)
      expect((await wholeInPages('newest', limit)).map((event) => event.key)).toEqual(
        oldest.toReversed(),
      )
      expect(new Set(oldest).size).toBe(oldest.length)
    },
  )

  test('[row 27] events are grouped by the business’s day, not by the server’s', async () => {
    const days = new Map(
      (await wholeInPages('oldest', 200)).map((event) => [event.at.toISOString(), event.day]),
    )
    expect(days.get('2026-03-01T15:59:59.999Z')).toBe('2026-03-01')
    expect(days.get('2026-03-01T16:00:00.000Z')).toBe('2026-03-02')
  })

  test('the steps of a referral stand in the order they are gone, though they share a time', async () => {
    const { events } = await customerTimeline(
      await business.actor('marketing'),
      ask({ kinds: ['referral'], order: 'oldest' }),
    )
    expect(events.map((event) => (event.kind === 'referral' ? event.step : event.kind))).toEqual([
      'claimed',
      'confirmed',
      'visited',
    ])
    const received = await customerTimeline(
      await business.actor('marketing'),
      ask({ customerId: friend, kinds: ['referral'] }),
    )
    expect(received.events).toHaveLength(3)
    expect(received.events[0]).toMatchObject({ side: 'received', other: { id: customer } })
  })

  test('an experience carries what was lived: names in both languages, score, emotion, and whether it stands out', async () => {
    const { events } = await customerTimeline(
      await business.actor('owner'),
      ask({ kinds: ['experience'] }),
    )
    const valley = events.find((event) => event.kind === 'experience' && event.score === -5)
    expect(valley).toMatchObject({ extreme: 'valley', emotion: 'moved' })
    expect(events.find((event) => event.kind === 'experience' && event.score === 5)).toMatchObject({
      extreme: 'peak',
    })
    const moment = events.find((event) => event.moment?.nameEn === 'Departure')
    expect(moment?.moment).toEqual({ nameZh: '离店', nameEn: 'Departure' })
    expect(events.some((event) => event.locationName === '西湖店')).toBe(true)
    expect(events.some((event) => event.locationName === null)).toBe(true)
  })

  test('an order tells what was given back on it', async () => {
    const { events } = await customerTimeline(
      await business.actor('finance'),
      ask({ kinds: ['order'] }),
    )
    expect(events).toMatchObject([
      { kind: 'refund', amountMinor: 8800n, reason: '早餐' },
      { kind: 'order', amountMinor: 98800n, refundedMinor: 8800n, product: '大床房' },
    ])
  })

  test('another organization’s customer is not found', async () => {
    const other = await makeBusiness(pool)
    await expect(customerTimeline(await other.actor('owner'), ask({}))).rejects.toMatchObject({
      problem: { kind: 'not-found', noun: 'customer' },
    })
  })

  test('staff are refused', async () => {
    await expect(customerTimeline(await business.actor('staff'), ask({}))).rejects.toMatchObject({
      problem: { kind: 'forbidden' },
    })
  })
})
