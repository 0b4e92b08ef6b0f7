import { z } from 'zod'
import type { KnownAnswer } from '../domain/episode/decide-answer.ts'
import { WorthItAnswer } from '../domain/episode/input.ts'
import type { ItemResult } from '../domain/fact/batch.ts'
import { applyAnswers, retractAnswers } from './answer-count.ts'
import { arrayLiteral } from './array-literal.ts'
import { businessDays } from './business-day.ts'
import { askedId, resolveCustomers } from './customer-reference.ts'
import { writeFactAudit } from './fact-audit.ts'
import { loadFactContext } from './fact-context.ts'
import { episodeId } from './fact-id.ts'
import { parseItems } from './fact-intake.ts'
import { lockFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'

/** An answer whose customer and run are known. */
export type AnswerDraft = {
  index: number
  item: WorthItAnswer
  customerId: string
  episodeId: string
  episodeDay: string
}

/** Answers on their way in; a result stands for every item that cannot be one. */
export type AnswerIntake = { drafts: AnswerDraft[]; results: ItemResult[] }

/** Parses answers and finds their runs, set-wise. A run that nobody has an exposure of cannot be answered. */
export async function intakeAnswers(
  tx: FactTx,
  items: readonly unknown[],
  now: Date,
): Promise<AnswerIntake> {
  const { namespace, timeZone } = await loadFactContext(tx)
  const { parsed, results } = parseItems(WorthItAnswer, { items }, now)
  const asked = parsed.map(({ item }) => askedId(namespace, item.customer))
  const references = new Map(parsed.map(({ item }, at) => [asked[at] ?? '', item.customer]))
  const { found: customers } = await resolveCustomers(tx, references, { now })
  const days = await businessDays(
    tx,
    timeZone,
    parsed.map(({ item }) => item.occurredAt),
  )
  const named = parsed.flatMap(({ index, item }, at) => {
    const customer = customers.get(asked[at] ?? '')
    if (!customer || 'problem' in customer) {
      results[index] = refused('customer', customer?.problem ?? 'customer.unknown')
      return []
    }
    const episodeDay = item.episodeDay ?? days[at] ?? ''
    const run = item.episodeExternalId
      ? { externalId: item.episodeExternalId }
      : { day: episodeDay }
    const id = episodeId(namespace, customer.id, run)
    return [{ index, item, customerId: customer.id, episodeId: id, episodeDay }]
  })
  const lived = await findLivedDays(tx, named)
  const drafts = named.flatMap((draft) => {
    const episodeDay = lived.get(draft.episodeId)
    if (episodeDay) return [{ ...draft, episodeDay }]
    results[draft.index] = refused('episodeExternalId', 'episode.unknown')
    return []
  })
  return { drafts, results }
}

function refused(field: string, code: string): ItemResult {
  return { outcome: 'error', id: null, problems: [{ field, code }] }
}

const LivedDay = z.object({ episode_id: z.string(), episode_day: z.string() })

/** The first day of each run that has an exposure, by run. */
async function findLivedDays(tx: FactTx, drafts: AnswerDraft[]): Promise<Map<string, string>> {
  const found = await tx.rows(
    LivedDay,
    // By arrays of the customers, so that one machine and a cluster both go by the key, whatever they estimate.
    `WITH lived AS MATERIALIZED (
       SELECT DISTINCT customer_id, episode_day, episode_id FROM exposures
       WHERE customer_id = ANY ($1::uuid[]) AND episode_id = ANY ($2::uuid[])
     ), named AS MATERIALIZED (
       SELECT customer_id, id AS episode_id, episode_day AS fixed_day FROM episodes
       WHERE customer_id = ANY ($1::uuid[]) AND id = ANY ($2::uuid[])
     )
     SELECT run.episode_id, lived.episode_day::text
     FROM unnest($1::uuid[], $2::uuid[], $3::date[]) AS run (customer_id, episode_id, episode_day)
     LEFT JOIN named USING (customer_id, episode_id)
     JOIN lived ON lived.customer_id = run.customer_id AND lived.episode_id = run.episode_id
       AND lived.episode_day = coalesce(named.fixed_day, run.episode_day)`,
    [
      arrayLiteral(drafts.map((draft) => draft.customerId)),
      arrayLiteral(drafts.map((draft) => draft.episodeId)),
      arrayLiteral(drafts.map((draft) => draft.episodeDay)),
    ],
  )
  return new Map(found.map((row) => [row.episode_id, row.episode_day]))
}

const Known = z.object({
  episode_id: z.string(),
  is_worth_it: z.boolean(),
  source: z.string(),
  external_id: z.string(),
})

/** What is known of the runs and of the external ids. Nobody else answers them until the transaction ends. */
export async function findKnownAnswers(tx: FactTx, drafts: AnswerDraft[]) {
  await lockFacts(
    tx,
    drafts.map((draft) => draft.customerId),
    [],
  )
  const rows = await tx.rows(
    Known,
    `SELECT a.episode_id, a.is_worth_it, a.source, a.external_id FROM episode_answers a
     WHERE (a.customer_id, a.episode_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     UNION
     SELECT a.episode_id, a.is_worth_it, a.source, a.external_id FROM episode_answers a
     WHERE a.organization_id = $3::uuid AND (a.source, a.external_id) IN (SELECT * FROM unnest($4::text[], $5::text[]))`,
    [
      arrayLiteral(drafts.map((draft) => draft.customerId)),
      arrayLiteral(drafts.map((draft) => draft.episodeId)),
      tx.organizationId,
      arrayLiteral(drafts.map(({ item }) => item.source)),
      arrayLiteral(drafts.map(({ item }) => item.externalId)),
    ],
  )
  const answers = rows.map((row) => ({
    key: identityKey({ source: row.source, externalId: row.external_id }),
    answer: { episodeId: row.episode_id, isWorthIt: row.is_worth_it },
  }))
  return {
    ofEpisode: new Map<string, KnownAnswer>(
      answers.map((row) => [row.answer.episodeId, row.answer]),
    ),
    ofExternalId: new Map<string, KnownAnswer>(answers.map((row) => [row.key, row.answer])),
  }
}

/** One text for a source and its external id. */
export function identityKey({
  source,
  externalId,
}: {
  source: string
  externalId: string
}): string {
  return `${source}\u001f${externalId}`
}

/** Saves answers that are new, with one line in the audit log for all of them. */
export async function saveAnswers(tx: FactTx, drafts: AnswerDraft[], now: Date): Promise<void> {
  if (drafts.length === 0) return
  const customerIds = drafts.map((draft) => draft.customerId)
  await retractAnswers(tx, customerIds)
  await tx.execute(
    `INSERT INTO episode_answers (organization_id, customer_id, episode_id, episode_day, is_worth_it,
       occurred_at, recorded_at, recorded_by, source, external_id)
     SELECT $1::uuid, customer_id, episode_id, episode_day, is_worth_it, occurred_at, $2::timestamptz, $3::uuid, source, external_id
     FROM unnest($4::uuid[], $5::uuid[], $6::date[], $7::boolean[], $8::timestamptz[], $9::text[], $10::text[])
       AS answer (customer_id, episode_id, episode_day, is_worth_it, occurred_at, source, external_id)`,
    [
      tx.organizationId,
      now,
      tx.actor.kind === 'member' ? tx.actor.userId : null,
      arrayLiteral(drafts.map((draft) => draft.customerId)),
      arrayLiteral(drafts.map((draft) => draft.episodeId)),
      arrayLiteral(drafts.map((draft) => draft.episodeDay)),
      arrayLiteral(drafts.map(({ item }) => item.isWorthIt)),
      arrayLiteral(drafts.map(({ item }) => item.occurredAt.toISOString())),
      arrayLiteral(drafts.map(({ item }) => item.source)),
      arrayLiteral(drafts.map(({ item }) => item.externalId)),
    ],
  )
  await applyAnswers(tx, customerIds)
  await writeFactAudit(tx, [
    { noun: 'episode_answers', op: 'INSERT', ids: drafts.map((draft) => draft.episodeId) },
  ])
}
