import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { MemberActor } from '../domain/actor.ts'
import type { Role } from '../domain/role.ts'

const ZONE = 'Asia/Shanghai'

/** A business of one location and three moments, made by plain SQL: tests of questions need rows, not acts. */
export type TestBusiness = {
  id: string
  actor: (role: Role, locationNo?: number) => Promise<MemberActor>
}

export async function makeBusiness(pool: pg.Pool): Promise<TestBusiness> {
  const id = randomUUID()
  const journey = randomUUID()
  await pool.query(
    `INSERT INTO organizations (id, name, time_zone, currency, fact_namespace) VALUES ($1, $2, $3, 'CNY', gen_random_uuid())`,
    [id, `Business ${id}`, ZONE],
  )
  await pool.query(
    `INSERT INTO locations (id, organization_id, location_no, name)
     VALUES (gen_random_uuid(), $1, 1, '西湖店'), (gen_random_uuid(), $1, 2, '滨江店')`,
    [id],
  )
  await pool.query(
    `INSERT INTO journeys (id, organization_id, name_zh, name_en) VALUES ($1, $2, '住店', 'Stay')`,
    [journey, id],
  )
  await pool.query(
    `INSERT INTO moments (id, organization_id, journey_id, moment_no, position, code, name_zh, name_en, state, is_end)
     VALUES (gen_random_uuid(), $1, $2, 1, 1, 'lobby', '进入大堂', 'Entering the lobby', 'key', false),
       (gen_random_uuid(), $1, $2, 2, 2, 'departure', '离店', 'Departure', 'key', true),
       (gen_random_uuid(), $1, $2, 3, 3, 'gone', '旧时刻', 'Old moment', 'retired', false)`,
    [id, journey],
  )
  return { id, actor: (role, locationNo) => makeActor(pool, id, role, locationNo) }
}

async function makeActor(
  pool: pg.Pool,
  organizationId: string,
  role: Role,
  locationNo: number | undefined,
): Promise<MemberActor> {
  const userId = randomUUID()
  const membershipId = randomUUID()
  const sessionToken = randomUUID()
  await pool.query(`INSERT INTO users (id, name, email) VALUES ($1, $2, $3)`, [
    userId,
    role,
    `${userId}@example.test`,
  ])
  await pool.query(
    `INSERT INTO memberships (id, organization_id, user_id, role, location_id)
     SELECT $1, $2, $3, $4, (SELECT id FROM locations WHERE organization_id = $2 AND location_no = $5)`,
    [membershipId, organizationId, userId, role, locationNo ?? null],
  )
  await pool.query(
    `INSERT INTO auth_sessions (id, user_id, token, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [randomUUID(), userId, sessionToken],
  )
  return {
    kind: 'member',
    organizationId,
    userId,
    membershipId,
    role,
    locationNo: locationNo ?? null,
    sessionToken,
    requestId: randomUUID(),
  }
}

/** A customer with exactly this name, pinyin and arrival. */
export async function makeCustomer(
  pool: pg.Pool,
  organizationId: string,
  given: {
    name: string
    pinyin?: string
    last4?: string
    externalId?: string
    recordedAt?: string
  },
): Promise<string> {
  const id = randomUUID()
  const pinyin = given.pinyin ?? given.name.toLowerCase()
  const initials = pinyin
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
  await pool.query(
    `INSERT INTO customers (id, organization_id, source, external_id, name, name_pinyin, name_initials, phone_last4, content_hash, recorded_at)
     VALUES ($1, $2, 'pms', $3, $4, $5, $6, $7, '\\x00', coalesce($8::timestamptz, now()))`,
    [
      id,
      organizationId,
      given.externalId ?? id,
      given.name,
      pinyin,
      initials,
      given.last4 ?? null,
      given.recordedAt ?? null,
    ],
  )
  return id
}
