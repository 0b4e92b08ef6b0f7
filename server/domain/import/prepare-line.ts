import { ComplaintItem } from '../complaint/input.ts'
import { CustomerItem } from '../customer/input.ts'
import type { FieldProblem } from '../errors.ts'
import { ExperienceItem } from '../experience/input.ts'
import { fieldProblemsOf } from '../field-problems.ts'
import { OrderItem, RefundItem } from '../order/input.ts'
import { ShareItem } from '../share/input.ts'
import { customersOf, factItem, fieldOfItem } from './fact-item.ts'
import type { ImportNoun } from './fields.ts'
import type { ImportMapping } from './input.ts'
import { plainItem } from './plain-item.ts'
import { type Line, type LineFact, lineReader } from './read-line.ts'

/** One fact of a line in the shape that recording it takes. */
export type LineItem = {
  noun: ImportNoun
  item: object
  /** A customer whom a fact about something else names. */
  isNamedOnly: boolean
}

/** A line as it is read, looked at by the shapes of its facts: either items or problems. */
export type PreparedLine = {
  rowNo: number
  cells: readonly string[]
  facts: LineFact[]
  items: LineItem[]
  problems: FieldProblem[]
}

/** Shapes of the nouns; a referral's is looked at where it is recorded. */
const SHAPES: Partial<Record<ImportNoun, Shape>> = {
  customers: CustomerItem,
  experiences: ExperienceItem,
  shares: ShareItem,
  complaints: ComplaintItem,
  orders: OrderItem,
  refunds: RefundItem,
}

type Shape = {
  safeParse(
    item: unknown,
  ):
    | { success: true; data: object }
    | { success: false; error: Parameters<typeof fieldProblemsOf>[0] }
}

/**
 * Prepares the reading of lines up to what recording takes, the same that a form sends: columns are looked up once, and shapes are
 * asked only where a fact is not plain. A line with any problem has no item.
 */
export function linePreparer(
  mapping: ImportMapping,
  headers: readonly string[],
  currency: string,
): (line: Line) => PreparedLine {
  const read = lineReader(mapping, headers, currency)
  return (line) => {
    const { rowNo, cells } = line
    const { facts, problems } = read(line)
    if (problems.length > 0) return { rowNo, cells, facts, items: [], problems }
    const items: LineItem[] = []
    const [only] = facts
    if (facts.length === 1 && only && isAlone(only)) {
      const item = plainItem(only.noun, only.values, mapping.source)
      if (item) items.push({ noun: only.noun, item, isNamedOnly: false })
      if (item) return { rowNo, cells, facts, items, problems }
    }
    for (const fact of facts) {
      const found = itemsOf(fact, mapping)
      if ('problems' in found) return { rowNo, cells, facts, items: [], problems: found.problems }
      items.push(...found.items)
    }
    return { rowNo, cells, facts, items, problems }
  }
}

/** Whether a fact names nobody besides. */
function isAlone({ values }: LineFact): boolean {
  const { customerName, referrerName, refereeName } = values
  return customerName === undefined && referrerName === undefined && refereeName === undefined
}

function itemsOf(
  fact: LineFact,
  mapping: ImportMapping,
): { items: LineItem[] } | { problems: FieldProblem[] } {
  const items: LineItem[] = []
  const named = isAlone(fact) ? [] : customersOf(fact, mapping.source)
  for (const item of named) {
    const read = CustomerItem.safeParse(item)
    if (!read.success) return { problems: problemsOf('customers', read.error) }
    items.push({ noun: 'customers', item: read.data, isNamedOnly: true })
  }
  const plain = plainItem(fact.noun, fact.values, mapping.source)
  if (plain) return { items: [...items, { noun: fact.noun, item: plain, isNamedOnly: false }] }
  const item = factItem(fact, mapping)
  const read = SHAPES[fact.noun]?.safeParse(item) ?? { success: true, data: item }
  if (!read.success) return { problems: problemsOf(fact.noun, read.error) }
  return { items: [...items, { noun: fact.noun, item: read.data, isNamedOnly: false }] }
}

function problemsOf(
  noun: ImportNoun,
  error: Parameters<typeof fieldProblemsOf>[0],
): FieldProblem[] {
  return fieldProblemsOf(error).map((problem) => ({
    ...problem,
    field: `${noun}.${fieldOfItem(problem.field)}`,
  }))
}
