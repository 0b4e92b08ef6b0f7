import { z } from 'zod'
import { applyAnswers, customersWithAnswers, retractAnswers } from './answer-count.ts'
import { arrayLiteral } from './array-literal.ts'
import { removeExperiences } from './experience-remove.ts'
import { type AuditLine, writeFactAudit } from './fact-audit.ts'
import { loadFactContext } from './fact-context.ts'
import { lockAllFacts } from './fact-lock.ts'
import { forgetSource } from './fact-source.ts'
import type { FactTx } from './fact-transaction.ts'
import { takeLastNote } from './import-piece.ts'
import { applyOutcomes, pairsWithOutcomes, retractOutcomes } from './outcome-marks.ts'
import { takeBackReferrals } from './referral.ts'

/** The nouns in the order in which they go: what points at another goes before it. */
const TABLES = ['refunds', 'orders', 'shares', 'complaints', 'experiences', 'customers'] as const
type Table = (typeof TABLES)[number]

type TakenBack = { removed: number; kept: number; isDone: boolean }

/**
 * Removes the next facts of an import, at most `limit`, with negative deltas; to be called again until it is done.
 *
 * What somebody else has said too stays until they take it back as well, and so does what something that is no fact of the import
 * depends on by now: an order of a referral, a customer with a payee. `kept` counts those once all else is gone.
 */
export async function takeBackFacts(
  tx: FactTx,
  importId: string,
  limit: number,
): Promise<TakenBack> {
  await lockAllFacts(tx)
  const lines: AuditLine[] = []
  await takeBackReferrals(tx, importId)
  await tx.execute(
    'DELETE FROM fact_confirmations WHERE organization_id = $1::uuid AND said_by = $2::uuid',
    [tx.organizationId, importId],
  )
  await forgetSource(tx, importId)
  const piece = await takeBackPiece(tx, importId)
  if (piece) return { ...piece, kept: 0, isDone: false }
  let left = limit
  for (const table of TABLES) {
    if (left === 0) break
    const facts = await findLoose(tx, table, importId, left)
    if (facts.length === 0) continue
    await removeFacts(tx, table, facts)
    lines.push({ noun: table, op: 'DELETE', ids: facts.map((fact) => fact.id) })
    left -= facts.length
  }
  await writeFactAudit(tx, lines)
  const removed = limit - left
  return { removed, kept: removed === 0 ? await countKept(tx, importId) : 0, isDone: removed === 0 }
}

/** What is told of a customer at a moment: most of a large import. */
const LIVED = ['shares', 'complaints', 'experiences'] as const

/**
 * Removes what the import's last recorded piece told, found by the instant that its facts carry: they lie together, where a search
 * by id would read the whole import for each step. What others hold is left to the steps that follow.
 */
async function takeBackPiece(tx: FactTx, importId: string): Promise<{ removed: number } | null> {
  const recordedAt = await takeLastNote(tx, importId)
  if (!recordedAt) return null
  const lines: AuditLine[] = []
  for (const table of LIVED) {
    const facts = await tx.rows(
      Fact,
      `SELECT f.id, ${COLUMNS[table]} FROM ${table} f
       LEFT JOIN (SELECT fact_id FROM fact_confirmations) c ON c.fact_id = f.id
       WHERE f.import_id = $1::uuid AND f.recorded_at = $2::timestamptz AND c.fact_id IS NULL`,
      [importId, recordedAt],
    )
    if (facts.length === 0) continue
    await removeFacts(tx, table, facts)
    lines.push({ noun: table, op: 'DELETE', ids: facts.map((fact) => fact.id) })
  }
  await writeFactAudit(tx, lines)
  return { removed: lines.reduce((sum, { ids }) => sum + ids.length, 0) }
}

const Fact = z
  .object({
    id: z.string(),
    customer_id: z.string(),
    moment_no: z.number(),
    occurred_at: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    customerId: row.customer_id,
    momentNo: row.moment_no,
    occurredAt: row.occurred_at,
  }))
type Fact = z.infer<typeof Fact>

/** What each table has to say of itself for the facts' counts. */
const COLUMNS: Record<Table, string> = {
  refunds: 'f.order_id AS customer_id, 0 AS moment_no, f.occurred_at::text',
  orders: 'f.customer_id, 0 AS moment_no, f.occurred_at::text',
  shares: 'f.customer_id, coalesce(f.moment_no, 0) AS moment_no, f.occurred_at::text',
  complaints: 'f.customer_id, coalesce(f.moment_no, 0) AS moment_no, f.occurred_at::text',
  experiences: 'f.customer_id, f.moment_no, f.occurred_at::text',
  customers: 'f.id AS customer_id, 0 AS moment_no, f.recorded_at::text AS occurred_at',
}

/** Facts that nothing holds: of this import, or of one taken back earlier that somebody else had held until now. */
async function findLoose(
  tx: FactTx,
  table: Table,
  importId: string,
  limit: number,
): Promise<Fact[]> {
  const canBeHeld = table === 'customers' || table === 'orders' || table === 'refunds'
  for (let after = NO_ID; ; ) {
    const facts = await findSaid(tx, table, { importId, after, limit })
    const last = facts.at(-1)
    if (!last || !canBeHeld) return facts
    const free = await findUnreferenced(tx, table, facts)
    if (free.length > 0) return free
    after = last.id
  }
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** The next facts, by id, that nobody else has said. */
async function findSaid(
  tx: FactTx,
  table: Table,
  { importId, after, limit }: { importId: string; after: string; limit: number },
): Promise<Fact[]> {
  return tx.rows(
    Fact,
    `WITH gone AS (
       SELECT id, created_at - interval '1 hour' AS since FROM imports
       WHERE organization_id = $1::uuid AND (id = $2::uuid OR state = 'taken-back'))
     SELECT f.id, ${COLUMNS[table]} FROM ${table} f
     -- A cluster refuses NOT EXISTS between facts and what lies beside them, and beside an outer join an organization asked for twice:
     -- row-level security asks for it already.
     LEFT JOIN (SELECT fact_id FROM fact_confirmations) c ON c.fact_id = f.id
     WHERE f.recorded_at >= (SELECT min(since) FROM gone)
       AND f.import_id IN (SELECT id FROM gone) AND f.id > $3::uuid
       AND c.fact_id IS NULL
     ORDER BY f.id LIMIT $4::integer`,
    [tx.organizationId, importId, after, limit],
  )
}

const Id = z.object({ id: z.string() })

async function findUnreferenced(tx: FactTx, table: Table, facts: Fact[]): Promise<Fact[]> {
  const ids = arrayLiteral(facts.map((fact) => fact.id))
  const free = await tx.rows(Id, 'SELECT unnest(unreferenced($1, $2::uuid[])) AS id', [table, ids])
  const isFree = new Set(free.map(({ id }) => id))
  return facts.filter((fact) => isFree.has(fact.id))
}

async function removeFacts(tx: FactTx, table: Table, facts: Fact[]): Promise<void> {
  const isCounted = table === 'shares' || table === 'complaints' || table === 'experiences'
  if (!isCounted) return deleteRows(tx, table, facts)
  const { timeZone } = await loadFactContext(tx)
  const pairs = await pairsWithOutcomes(tx, facts)
  await retractOutcomes(tx, timeZone, pairs)
  if (table === 'experiences') {
    const answered = await customersWithAnswers(tx, facts)
    await retractAnswers(tx, answered)
    await removeExperiences(tx, facts)
    await forgetEpisodes(tx, facts)
    await applyAnswers(tx, answered)
  } else await deleteRows(tx, table, facts)
  await applyOutcomes(tx, timeZone, pairs)
}

async function deleteRows(tx: FactTx, table: Table, facts: Fact[]): Promise<void> {
  await tx.execute(
    `DELETE FROM ${table} WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral(facts.map((fact) => fact.id))],
  )
}

/** A run of which nothing is left: whoever tells of it next fixes its day anew. */
async function forgetEpisodes(tx: FactTx, facts: Fact[]): Promise<void> {
  await tx.execute(
    `DELETE FROM episodes r WHERE r.customer_id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT FROM experiences e WHERE e.customer_id = r.customer_id AND e.episode_id = r.id)`,
    [arrayLiteral([...new Set(facts.map((fact) => fact.customerId))])],
  )
}

const Count = z.object({ count: z.number() })

async function countKept(tx: FactTx, importId: string): Promise<number> {
  const counts = TABLES.map(
    (table) =>
      `SELECT count(*) AS n FROM ${table} WHERE organization_id = $1::uuid AND import_id = $2::uuid`,
  )
  const [row] = await tx.rows(
    Count,
    `SELECT sum(n)::integer AS count FROM (${counts.join(' UNION ALL ')}) kept`,
    [tx.organizationId, importId],
  )
  return row?.count ?? 0
}
