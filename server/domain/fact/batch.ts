import { type FieldProblem, invalid } from '../errors.ts'

/** The nouns that arrive from outside by the business's own ids. */
export type FactKind = 'customer' | 'experience' | 'share' | 'complaint' | 'order' | 'refund'

/** Items of one call. Doors allow 1 000; imports and the seed go to the limit. */
const MAX_FACT_ITEMS = 10_000

/** What became of one item. `changed` was applied exactly where changes were asked to be applied. */
export type Outcome = 'new' | 'same' | 'changed' | 'conflict' | 'error'

export type ItemResult = { outcome: Outcome; id: string | null; problems?: FieldProblem[] }

/** Many items of one noun. Each is parsed by itself, so that a bad one never loses the others. */
export type FactBatch = {
  items: readonly unknown[]
  /** The items already are what the noun's shape makes of them; nobody parses them again. */
  isParsed?: boolean
  importId?: string | null
  /** How many lines the whole import has, where that is known. */
  importSize?: number
  /** Whether an item that differs from what is known replaces it. */
  applyChanges?: boolean
  /** Answers as the real call would, and writes nothing. */
  dryRun?: boolean
  /** Names that the batch may bring into being, instead of refusing the item that says them. */
  createMissing?: {
    customers?: boolean
    moments?: boolean
    locations?: boolean
    products?: boolean
  }
}

/** @throws ProblemError invalid, when the batch holds more items than one transaction should. */
export function checkBatch(batch: FactBatch): void {
  if (batch.items.length > MAX_FACT_ITEMS)
    throw invalid([{ field: 'items', code: 'too-big', values: { max: MAX_FACT_ITEMS } }])
}

/** When the items say that they happened, before anybody has looked whether that can be; what is no date is left out. */
export function datesOf(items: readonly unknown[]): Date[] {
  return items.flatMap((item) => {
    const said =
      typeof item === 'object' && item !== null && 'occurredAt' in item && item.occurredAt
    const at = said instanceof Date || typeof said === 'string' ? new Date(said) : null
    return at !== null && Number.isFinite(at.getTime()) ? [at] : []
  })
}
