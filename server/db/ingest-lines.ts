import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import { fieldOfItem } from '../domain/import/fact-item.ts'
import { IMPORT_NOUNS, type ImportNoun } from '../domain/import/fields.ts'
import type { ImportMapping } from '../domain/import/input.ts'
import { type LineResult, lineResult } from '../domain/import/line-outcome.ts'
import type { LineItem, PreparedLine } from '../domain/import/prepare-line.ts'
import { type AuditLine, writeFactAudit } from './fact-audit.ts'
import { lockAllFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'
import { contradictingFacts } from './import-contradiction.ts'
import { ingestComplaints } from './ingest-complaints.ts'
import { ingestCustomers } from './ingest-customers.ts'
import { ingestExperiences } from './ingest-experiences.ts'
import { ingestOrders } from './ingest-orders.ts'
import { ingestReferrals } from './ingest-referrals.ts'
import { ingestRefunds } from './ingest-refunds.ts'
import { ingestShares } from './ingest-shares.ts'

type Ingest = (
  tx: FactTx,
  batch: FactBatch,
  now: Date,
) => Promise<{ results: ItemResult[]; lines: AuditLine[] }>

const INGEST: Record<ImportNoun, Ingest> = {
  customers: ingestCustomers,
  experiences: ingestExperiences,
  shares: ingestShares,
  complaints: ingestComplaints,
  orders: ingestOrders,
  refunds: ingestRefunds,
  referrals: ingestReferrals,
}

export type LinesToIngest = {
  lines: readonly Pick<PreparedLine, 'items'>[]
  mapping: ImportMapping
  importId: string
  /** Of the whole file, where it is to be recorded. */
  rowCount?: number
  applyChanges: boolean
  dryRun: boolean
}

/**
 * Records the facts of lines, noun by noun, since later nouns name earlier ones. A line whose fact is refused gets no further
 * facts; the other lines are not touched by it.
 *
 * @returns what became of each line, and how many facts of each noun are new
 */
export async function ingestLines(
  tx: FactTx,
  given: LinesToIngest,
  now: Date,
): Promise<{ results: LineResult[]; factCounts: Record<string, number> }> {
  const found: LineResult[][] = given.lines.map(() => [])
  const factCounts: Record<string, number> = {}
  const audit: AuditLine[] = []
  // Several nouns in one transaction: the organization's facts are locked once, so that it never waits for more.
  if (!given.dryRun) await lockAllFacts(tx)
  for (const noun of nounsOf(given)) {
    const entries = entriesOf(noun, given, found)
    if (entries.length === 0) continue
    const items = entries.map((entry) => entry.item)
    const batch = { ...batchOf(given), items, isParsed: noun !== 'referrals' }
    const ingested = await INGEST[noun](tx, batch, now)
    audit.push(...ingested.lines)
    const contradicting = await contradictingFacts(tx, noun, given, ingested.results)
    ingested.results.forEach((result, index) => {
      const entry = entries[index]
      if (!entry) return
      found[entry.line]?.push(resultOf(entry, result, { ...given, contradicting }))
      if (result.outcome === 'new') factCounts[noun] = (factCounts[noun] ?? 0) + 1
    })
  }
  if (!given.dryRun) await writeFactAudit(tx, audit)
  return { results: found.map(lineResult), factCounts }
}

function nounsOf({ mapping }: LinesToIngest): ImportNoun[] {
  const told = new Set(mapping.facts.map((fact) => fact.noun))
  return IMPORT_NOUNS.filter((noun) => noun === 'customers' || told.has(noun))
}

type Entry = LineItem & { line: number }

function entriesOf(
  noun: ImportNoun,
  given: LinesToIngest,
  found: readonly LineResult[][],
): Entry[] {
  const named = new Set<unknown>()
  const entries: Entry[] = []
  given.lines.forEach(({ items }, line) => {
    if (items.length === 0 || found[line]?.some((result) => result.outcome === 'error')) return
    for (const { noun: own, item, isNamedOnly } of items) {
      if (own !== noun) continue
      // A customer whom many lines name is told of once.
      if (isNamedOnly && 'externalId' in item) {
        if (named.has(item.externalId)) continue
        named.add(item.externalId)
      }
      entries.push({ noun, item, isNamedOnly, line })
    }
  })
  return entries
}

function batchOf(given: LinesToIngest): Omit<FactBatch, 'items'> {
  const { mapping, importId, rowCount: importSize, applyChanges, dryRun } = given
  // In a trial the customers that the file itself brings are not there yet.
  const customers =
    mapping.createMissing.customers || mapping.facts.some((fact) => fact.noun === 'customers')
  const size = importSize === undefined ? {} : { importSize }
  const createMissing = { ...mapping.createMissing, customers }
  return { importId, ...size, applyChanges, dryRun, createMissing }
}

const SETTLED: Partial<Record<string, LineResult>> = {
  new: { outcome: 'new', problems: [] },
  same: { outcome: 'same', problems: [] },
}

function resultOf(
  entry: Entry,
  result: ItemResult,
  given: LinesToIngest & { contradicting: ReadonlySet<string> },
): LineResult {
  const settled = result.problems ? undefined : SETTLED[result.outcome]
  if (settled) return settled
  const problems = (result.problems ?? []).map((problem) => ({
    ...problem,
    field: `${entry.noun}.${fieldOfItem(problem.field)}`,
  }))
  // A line about something else may name a customer differently: that is no news of the line.
  if (entry.isNamedOnly && result.outcome === 'changed') return { outcome: 'same', problems: [] }
  // Of two lines in one batch the second is in conflict, and nobody has said with whom.
  const isTwin = !given.dryRun && result.outcome === 'conflict' && problems.length === 0
  if (isTwin || (result.id && given.contradicting.has(result.id))) return CONTRADICTS
  const bringsOrder = given.lines[entry.line]?.items.some((item) => item.noun === 'orders')
  const isOnlyTrial =
    given.dryRun && bringsOrder && problems.every((problem) => problem.code === 'order.unknown')
  if (entry.noun === 'refunds' && result.outcome === 'error' && isOnlyTrial)
    return { outcome: 'new', problems: [] }
  return { outcome: result.outcome, problems }
}

const CONTRADICTS: LineResult = {
  outcome: 'conflict',
  problems: [{ field: 'line', code: 'line.contradicts-earlier' }],
}
