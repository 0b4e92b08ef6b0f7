import { z } from 'zod'
import type { CustomerOrder } from '../domain/customer/list/customer-order.ts'
import type { ListPlace } from '../domain/customer/list/list-place.ts'
import { normalizePhone } from '../domain/customer/normalize-phone.ts'
import { phoneHash } from './phone.ts'
import type { Reading } from './reading.ts'

/** No count goes further than this: a list says "999+", and a house account of a million visits costs no more. */
const MOST_COUNTED = 1000

const Listed = z
  .object({
    id: z.string(),
    name: z.string(),
    phone_last4: z.string().nullable(),
    external_id: z.string(),
    place_key: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    phoneLast4: row.phone_last4,
    externalId: row.external_id,
    placeKey: row.place_key,
  }))

/** One customer of a list, with the value that its place in the order is told by. */
export type ListedCustomer = z.infer<typeof Listed>

const COLUMNS = 'c.id, c.name, c.phone_last4, c.external_id'

const ORDERS = {
  newest: { column: 'c.recorded_at', type: 'timestamptz', isDescending: true },
  oldest: { column: 'c.recorded_at', type: 'timestamptz', isDescending: false },
  name: { column: 'c.name_pinyin', type: 'text', isDescending: false },
  'name-desc': { column: 'c.name_pinyin', type: 'text', isDescending: true },
} as const satisfies Record<CustomerOrder, unknown>

/** Customers in an order, from a place on or back from it; the row order is always that of the list. */
export async function listCustomers(
  db: Reading,
  page: { order: CustomerOrder; from: ListPlace | null; isBackwards: boolean; size: number },
): Promise<ListedCustomer[]> {
  const { column, type, isDescending } = ORDERS[page.order]
  const descends = isDescending !== page.isBackwards
  const by = descends ? 'DESC' : 'ASC'
  const beyond = page.from
    ? `AND (${column}, c.id) ${descends ? '<' : '>'} ($3::${type}, $4::uuid)`
    : ''
  const rows = await db.rows(
    Listed,
    `SELECT ${COLUMNS}, ${column}::text AS place_key
     FROM customers c
     WHERE c.organization_id = $1 AND c.erased_at IS NULL AND c.merged_into_id IS NULL ${beyond}
     ORDER BY ${column} ${by}, c.id ${by}
     LIMIT $2`,
    [db.organizationId, page.size, ...(page.from ? [page.from.key, page.from.id] : [])],
  )
  return page.isBackwards ? rows.reverse() : rows
}

/** Customers that a text finds, best first: name, pinyin, initials, last four digits, external id, or a whole phone number. */
export async function searchCustomers(
  db: Reading,
  search: { text: string; size: number },
): Promise<ListedCustomer[]> {
  const phone = normalizePhone(search.text)
  const byPhone = phone && phone.length >= WHOLE_PHONE ? await findByPhone(db, phone) : []
  if (byPhone.length > 0) return byPhone.slice(0, search.size)
  return db.rows(
    Listed,
    `SELECT ${COLUMNS}, c.recorded_at::text AS place_key FROM search_customers($1, $2) c`,
    [search.text, search.size],
  )
}

/** Shorter numbers are taken for last digits or for an external id. */
const WHOLE_PHONE = 7

function findByPhone(db: Reading, phone: string): Promise<ListedCustomer[]> {
  return db.rows(
    Listed,
    `SELECT ${COLUMNS}, c.recorded_at::text AS place_key FROM customers c
     WHERE c.organization_id = $1 AND c.phone_hash = $2 AND c.erased_at IS NULL AND c.merged_into_id IS NULL
     ORDER BY c.recorded_at DESC, c.id DESC LIMIT 200`,
    [db.organizationId, phoneHash(db.organizationId, phone)],
  )
}

const Activity = z
  .object({
    id: z.string(),
    experience_count: z.coerce.number(),
    last_seen_at: z.date().nullable(),
    share_count: z.coerce.number(),
    complaint_count: z.coerce.number(),
  })
  .transform((row) => ({
    id: row.id,
    experienceCount: row.experience_count,
    lastSeenAt: row.last_seen_at,
    shareCount: row.share_count,
    complaintCount: row.complaint_count,
  }))

export type CustomerActivity = Omit<z.infer<typeof Activity>, 'id'>

/** What the customers of one page did: counted for them only, each count up to 1 000. */
export async function readActivity(
  db: Reading,
  ids: readonly string[],
): Promise<Map<string, CustomerActivity>> {
  const rows = await db.rows(
    Activity,
    `SELECT p.id, a.experience_count, a.last_seen_at, a.share_count, a.complaint_count
     FROM unnest($1::uuid[]) AS p(id), LATERAL customer_activity(p.id, ${MOST_COUNTED}) a`,
    [ids],
  )
  return new Map(rows.map(({ id, ...activity }) => [id, activity]))
}
