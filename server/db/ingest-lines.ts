import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import { customersOf, factItem, fieldOfItem } from '../domain/import/fact-item.ts'
import { IMPORT_NOUNS, type ImportNoun } from '../domain/import/fields.ts'
import type { ImportMapping } from '../domain/import/input.ts'
import { type LineResult, lineResult } from '../domain/import/line-outcome.ts'
import type { LineFact } from '../domain/import/read-line.ts'
import { type AuditLine, writeFactAudit } from './fact-audit.ts'
import { lockAllFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'
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
  lines: ReadonlyArray<readonly LineFact[]>
  mapping: ImportMapping
  importId: string
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
  for (const noun of IMPORT_NOUNS) {
    const entries = entriesOf(noun, given, found)
    if (entries.length === 0) continue
    const batch = { ...batchOf(given), items: entries.map((entry) => entry.item) }
    const ingested = await INGEST[noun](tx, batch, now)
    audit.push(...ingested.lines)
    ingested.results.forEach((result, index) => {
      const entry = entries[index]
      if (!entry) return
      found[entry.line]?.push(resultOf(entry, result, given))
      if (result.outcome === 'new') factCounts[noun] = (factCounts[noun] ?? 0) + 1
    })
  }
  if (!given.dryRun) await writeFactAudit(tx, audit)
  return { results: found.map(lineResult), factCounts }
}

type Entry = { line: number; noun: ImportNoun; item: Record<string, unknown>; isNamedOnly: boolean }

function entriesOf(
  noun: ImportNoun,
  given: LinesToIngest,
  found: readonly LineResult[][],
): Entry[] {
  const named = new Set<unknown>()
  return given.lines.flatMap((facts, line) => {
    if (found[line]?.some((result) => result.outcome === 'error')) return []
    const own = facts
      .filter((fact) => fact.noun === noun)
      .map((fact) => ({
        line,
        noun,
        item: factItem(fact, given.mapping),
        isNamedOnly: false,
      }))
    if (noun !== 'customers') return own
    // A customer whom many lines name is told of once.
    const others = facts
      .flatMap((fact) => customersOf(fact, given.mapping.source))
      .filter((item) => !named.has(item.externalId) && named.add(item.externalId))
      .map((item) => ({ line, noun, item, isNamedOnly: true }))
    return [...own, ...others]
  })
}

function batchOf(given: LinesToIngest): Omit<FactBatch, 'items'> {
  const { mapping, importId, applyChanges, dryRun } = given
  // In a trial the customers that the file itself brings are not there yet.
  const customers =
    mapping.createMissing.customers || mapping.facts.some((fact) => fact.noun === 'customers')
  return { importId, applyChanges, dryRun, createMissing: { ...mapping.createMissing, customers } }
}

function resultOf(entry: Entry, result: ItemResult, given: LinesToIngest): LineResult {
  const problems = (result.problems ?? []).map((problem) => ({
    ...problem,
    field: `${entry.noun}.${fieldOfItem(problem.field)}`,
  }))
  // A line about something else may name a customer differently: that is no news of the line.
  if (entry.isNamedOnly && result.outcome === 'changed') return { outcome: 'same', problems: [] }
  const bringsOrder = given.lines[entry.line]?.some((fact) => fact.noun === 'orders')
  const isOnlyTrial =
    given.dryRun && bringsOrder && problems.every((problem) => problem.code === 'order.unknown')
  if (entry.noun === 'refunds' && result.outcome === 'error' && isOnlyTrial)
    return { outcome: 'new', problems: [] }
  return { outcome: result.outcome, problems }
}
