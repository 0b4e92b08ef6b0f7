import { FIELDS } from './fields.ts'
import type { ImportMapping } from './input.ts'
import type { LineFact } from './read-line.ts'

/** Fields whose name in a file's mapping differs from the name in the fact's own shape. */
const RENAMED: Record<string, string> = { amount: 'amountMinor', episodeId: 'episodeExternalId' }

/**
 * A line's fact in the shape that recording it takes: the same that a form sends. What a person of the fact is called goes into a
 * customer of its own (`customersOf`).
 */
export function factItem(
  fact: LineFact,
  { source, isHistory }: Pick<ImportMapping, 'source' | 'isHistory'>,
): Record<string, unknown> {
  const item: Record<string, unknown> = { source }
  if (fact.noun === 'referrals') item.isHistory = isHistory
  for (const { name } of FIELDS[fact.noun]) {
    const value = fact.values[name]
    if (value === undefined) continue
    switch (name) {
      case 'customerId':
        item.customer = { source, externalId: value }
        break
      case 'orderId':
        item.order = { source, externalId: value }
        break
      case 'referrerId':
        item.referrer = { source, externalId: value }
        break
      case 'refereeId':
        item.referee = { source, externalId: value }
        break
      case 'customerName':
      case 'referrerName':
      case 'refereeName':
        break
      default:
        item[RENAMED[name] ?? name] = value
    }
  }
  return item
}

/** The name of a field in a mapping, from the name that a fact's shape gives to its problem. */
export function fieldOfItem(field: string): string {
  const [first = field] = field.split('.')
  const back: Record<string, string> = {
    customer: 'customerId',
    order: 'orderId',
    referrer: 'referrerId',
    referee: 'refereeId',
    amountMinor: 'amount',
    episodeExternalId: 'episodeId',
  }
  return back[first] ?? first
}

/** The customers whom a fact names together with their names; recording them makes those who are not known yet. */
export function customersOf(fact: LineFact, source: string): Record<string, unknown>[] {
  return [
    ['customerId', 'customerName'],
    ['referrerId', 'referrerName'],
    ['refereeId', 'refereeName'],
  ].flatMap(([id = '', name = '']) => {
    const [externalId, called] = [fact.values[id], fact.values[name]]
    return externalId === undefined || called === undefined
      ? []
      : [{ source, externalId, name: called }]
  })
}
