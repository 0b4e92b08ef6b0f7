import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { CUSTOMER_ORDERS } from '#server/domain/customer/list/customer-order.ts'
import { findListPlace, isArrival, listPlaceText } from '#server/domain/customer/list/list-place.ts'

const place = createParser({
  parse: findListPlace,
  serialize: listPlaceText,
  eq: (one, other) => listPlaceText(one) === listPlaceText(other),
})

/** What the list keeps in its address: the text, the order, and the page by the place it begins after or ends before. */
export const customersSearch = {
  q: parseAsString.withDefault(''),
  order: parseAsStringLiteral(CUSTOMER_ORDERS).withDefault('newest'),
  after: place,
  before: place,
}

export type CustomersSearch = inferParserType<typeof customersSearch>

export const loadCustomersSearch = createLoader(customersSearch)

/** What the server is asked for an address; a place that does not fit the order is as if it were not there. */
export function listQuestionOf({ q, order, after, before }: CustomersSearch) {
  const fits = (found: typeof after) =>
    found && (order.startsWith('name') || isArrival(found)) ? listPlaceText(found) : null
  return {
    text: q.trim().slice(0, 100),
    order,
    after: fits(after),
    before: fits(before),
    limit: 50,
  }
}
