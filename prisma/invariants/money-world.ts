import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { appPool, ownerPool } from '#server/db/test-database.ts'

type Row = Record<string, unknown>
export type Member = { id: string; userId: string; token: string }
type MemberName = 'owner' | 'finance' | 'finance2' | 'finance3' | 'marketing' | 'staff' | 'auditor'
const MEMBERS = [
  'owner',
  'finance',
  'finance2',
  'finance3',
  'marketing',
  'staff',
  'auditor',
] as const

const DAY = 86_400_000

/** One organization with people of every role, and the ways to act in it: as the application's role, and as the tables' owner. */
export type World = {
  org: string
  members: Record<MemberName, Member>
  product: string
  /** As zhile_app in this organization, in a transaction of its own. */
  app(sql: string, values?: unknown[]): Promise<Row[]>
  /** As the owner of the tables. */
  owner(sql: string, values?: unknown[]): Promise<Row[]>
  customer(phone?: string): Promise<string>
  order(
    customerId: string,
    options?: { minor?: bigint; daysAgo?: number; deliveredDaysAgo?: number | null },
  ): Promise<string>
  refund(orderId: string, minor: bigint): Promise<string>
}

export function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY)
}

/** The name by which the database refused: of our rule, else of the constraint; 'nothing' when it did not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'nothing'
  } catch (error) {
    const { code, constraint, message } = error as {
      code?: string
      constraint?: string
      message: string
    }
    return code?.startsWith('ZH') ? message : (constraint ?? message)
  }
}

async function inOrganization<T>(
  pool: pg.Pool,
  org: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; SET LOCAL app.org_id = '${org}'`)
    const answer = await work(client)
    await client.query('COMMIT')
    return answer
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

export async function makeWorld(): Promise<World> {
  const [owners, apps] = [ownerPool(), appPool()]
  const org = randomUUID()
  const owner = (sql: string, values: unknown[] = []) =>
    inOrganization(owners, org, async (client) => (await client.query(sql, values)).rows as Row[])
  await owners.query(
    `INSERT INTO organizations (id, name, time_zone, currency, fact_namespace) VALUES ($1, 'Hotel', 'Asia/Shanghai', 'CNY', gen_random_uuid())`,
    [org],
  )
  const members = {} as Record<MemberName, Member>
  for (const name of MEMBERS) members[name] = await makeMember(owner, org, name)
  const product = randomUUID()
  await owner(
    `INSERT INTO products (id, organization_id, code, name, refund_window_days) VALUES ($1, $2, 'ROOM', 'Room', 7)`,
    [product, org],
  )
  return {
    org,
    members,
    product,
    owner,
    app: (sql, values = []) =>
      inOrganization(apps, org, async (client) => (await client.query(sql, values)).rows as Row[]),
    async customer(phone) {
      const id = randomUUID()
      const hash = phone
        ? createHash('sha256')
            .update(org + phone)
            .digest()
        : null
      await owner(
        `INSERT INTO customers (id, organization_id, source, external_id, name, phone_hash, content_hash) VALUES ($1, $2, 'test', gen_random_uuid()::text, 'Somebody', $3, '\\x00')`,
        [id, org, hash],
      )
      return id
    },
    async order(
      customerId,
      { minor = 100_000n, daysAgo: bought = 20, deliveredDaysAgo = 15 } = {},
    ) {
      const id = randomUUID()
      await owner(
        `INSERT INTO orders (id, organization_id, customer_id, product_id, occurred_at, delivered_at, amount_minor, currency, source, external_id, content_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'CNY', 'test', gen_random_uuid()::text, '\\x00')`,
        [
          id,
          org,
          customerId,
          product,
          daysAgo(bought),
          deliveredDaysAgo === null ? null : daysAgo(deliveredDaysAgo),
          minor,
        ],
      )
      return id
    },
    async refund(orderId, minor) {
      const id = randomUUID()
      await owner(
        `INSERT INTO refunds (id, organization_id, order_id, occurred_at, amount_minor, currency, source, external_id, content_hash)
         VALUES ($1, $2, $3, clock(), $4, 'CNY', 'test', gen_random_uuid()::text, '\\x00')`,
        [id, org, orderId, minor],
      )
      return id
    },
  }
}

async function makeMember(owner: World['owner'], org: string, name: string): Promise<Member> {
  const [id, userId, token] = [randomUUID(), randomUUID(), randomBytes(24).toString('hex')]
  await owner(`INSERT INTO users (id, name, email) VALUES ($1, $2, $3)`, [
    userId,
    name,
    `${name}@${org}.test`,
  ])
  await owner(
    `INSERT INTO memberships (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)`,
    [id, org, userId, name.replace(/\d/, '')],
  )
  await owner(
    `INSERT INTO auth_sessions (id, user_id, token, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [randomUUID(), userId, token],
  )
  return { id, userId, token }
}
