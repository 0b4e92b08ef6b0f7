import {
  type CustomerActivity,
  type ListedCustomer,
  listCustomers,
  readActivity,
  searchCustomers,
} from '#server/db/customer-page.ts'
import { type Reading, readingReplica } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { CustomerListQuestion } from '#server/domain/customer/list/input.ts'
import { listPlaceText } from '#server/domain/customer/list/list-place.ts'

export type CustomerList = {
  rows: (Omit<ListedCustomer, 'placeKey'> & CustomerActivity)[]
  /** Where the page after begins and the page before ends; null where there is none. */
  next: string | null
  previous: string | null
  /** A text found more than the page holds: another letter narrows it. */
  hasMore: boolean
}

/** A page of customers with what they did. Any page costs what the first one costs. */
export async function customerList(
  actor: Actor,
  question: CustomerListQuestion,
): Promise<CustomerList> {
  authorize(actor, 'customer.read')
  return readingReplica(actor, async (db) => {
    const page = question.text === '' ? await pageOf(db, question) : await foundBy(db, question)
    const activity = await readActivity(
      db,
      page.rows.map((row) => row.id),
    )
    return { ...page, rows: page.rows.map((row) => withActivity(row, activity.get(row.id))) }
  })
}

type Page = Omit<CustomerList, 'rows'> & { rows: ListedCustomer[] }

async function pageOf(db: Reading, question: CustomerListQuestion): Promise<Page> {
  const { order, after, before, limit } = question
  const isBackwards = before !== null && after === null
  // One more than the page, to know whether it goes on.
  const found = await listCustomers(db, {
    order,
    from: after ?? before,
    isBackwards,
    size: limit + 1,
  })
  const goesOn = found.length > limit
  const rows = isBackwards ? found.slice(goesOn ? 1 : 0) : found.slice(0, limit)
  const hasNext = isBackwards || goesOn
  const hasPrevious = isBackwards ? goesOn : after !== null
  return {
    rows,
    next: hasNext ? placeOf(rows.at(-1)) : null,
    previous: hasPrevious ? placeOf(rows.at(0)) : null,
    hasMore: false,
  }
}

async function foundBy(db: Reading, { text, limit }: CustomerListQuestion): Promise<Page> {
  const found = await searchCustomers(db, { text, size: limit + 1 })
  return { rows: found.slice(0, limit), next: null, previous: null, hasMore: found.length > limit }
}

function placeOf(row: ListedCustomer | undefined): string | null {
  return row ? listPlaceText({ key: row.placeKey, id: row.id }) : null
}

const NOTHING = { experienceCount: 0, lastSeenAt: null, shareCount: 0, complaintCount: 0 }

function withActivity(
  { placeKey: _, ...row }: ListedCustomer,
  activity: CustomerActivity = NOTHING,
) {
  return { ...row, ...activity }
}
