import type { ZodType } from 'zod'
import type { FactBatch } from '../domain/fact/batch.ts'
import type { CustomerRef } from '../domain/fact/input.ts'
import { arrayLiteral, type Cell } from './array-literal.ts'
import { contentHash } from './content-hash.ts'
import type { Ingested, IngestOptions } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { decideAll, findKnown } from './fact-decision.ts'
import { episodeId } from './fact-id.ts'
import { type Draft, type Intake, intake } from './fact-intake.ts'
import type { FactTx } from './fact-transaction.ts'
import { applyOutcomes, pairsWithOutcomes, retractOutcomes } from './outcome-marks.ts'
import { recordedBy } from './recorded-by.ts'

/** What a share and a complaint have in common: a customer raised their voice. */
type VoiceItem = {
  source: string
  externalId: string
  customer: CustomerRef
  occurredAt: Date
  location: string | null
  moment: string | null
  note: string | null
  episodeExternalId: string | null
}

/** Columns of one table: SQL type and how an item fills it. */
export type VoiceNoun<Item> = {
  kind: 'share' | 'complaint'
  table: 'shares' | 'complaints'
  shape: ZodType<Item>
  columns: Record<string, { type: string; cell: (item: Item) => Cell }>
}

type Voice<Item> = Draft<Item> & { hash: string; episodeId: string | null }

/** Saves a batch of shares or complaints with the marks that they make, all set-wise, and answers item by item. */
export async function ingestVoices<Item extends VoiceItem>(
  tx: FactTx,
  noun: VoiceNoun<Item>,
  batch: FactBatch,
  now: Date,
): Promise<Ingested> {
  const taken = await intake(tx, noun, batch, now)
  const { results, lines } = taken
  const drafts = voicesOf(noun, taken)
  const known = await findKnown(
    tx,
    noun.table,
    drafts.map((draft) => draft.id),
  )
  const { fresh, changed } = decideAll(drafts, known, results)
  await confirmFacts(tx, batch, results, known)
  const replacing = batch.applyChanges ? changed : []
  if (batch.dryRun || fresh.length + replacing.length === 0) return { results, lines }

  const { timeZone } = taken.context
  const written = [...fresh, ...replacing]
  const replaced = replacing.flatMap((draft) => known.get(draft.id) ?? [])
  const before = [...written, ...replaced]
  await retractOutcomes(tx, timeZone, await pairsWithOutcomes(tx, before))
  await deleteVoices(
    tx,
    noun.table,
    replacing.map((draft) => draft.id),
  )
  await insertVoices(tx, noun, written, { ...batch, now })
  await applyOutcomes(tx, timeZone, before)
  lines.push(
    { noun: noun.table, op: 'INSERT', ids: fresh.map((draft) => draft.id) },
    { noun: noun.table, op: 'REPLACE', ids: replacing.map((draft) => draft.id) },
  )
  return { results, lines }
}

function voicesOf<Item extends VoiceItem>(
  noun: VoiceNoun<Item>,
  { context, drafts }: Intake<Item>,
): Voice<Item>[] {
  const columns = Object.values(noun.columns)
  return drafts.map((draft): Voice<Item> => {
    const { item, customerId, momentNo, locationNo } = draft
    const { occurredAt, note, episodeExternalId: externalId } = item
    const said = columns.map((column) => column.cell(item))
    return {
      ...draft,
      hash: contentHash([occurredAt.getTime(), momentNo, locationNo, note, externalId, ...said]),
      episodeId: externalId ? episodeId(context.namespace, customerId, { externalId }) : null,
    }
  })
}

async function deleteVoices(tx: FactTx, table: 'shares' | 'complaints', ids: string[]) {
  if (ids.length === 0) return
  await tx.execute(
    `DELETE FROM ${table} WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral(ids)],
  )
}

async function insertVoices<Item extends VoiceItem>(
  tx: FactTx,
  noun: VoiceNoun<Item>,
  drafts: Voice<Item>[],
  options: IngestOptions,
): Promise<void> {
  const common: Record<string, { type: string; cell: (draft: Voice<Item>) => Cell }> = {
    id: { type: 'uuid', cell: (draft) => draft.id },
    customer_id: { type: 'uuid', cell: (draft) => draft.customerId },
    occurred_at: { type: 'timestamptz', cell: (draft) => draft.item.occurredAt.toISOString() },
    moment_id: { type: 'uuid', cell: (draft) => draft.momentId },
    moment_no: { type: 'smallint', cell: (draft) => (draft.momentId ? draft.momentNo : null) },
    location_no: { type: 'smallint', cell: (draft) => draft.locationNo },
    note: { type: 'text', cell: (draft) => draft.item.note },
    source: { type: 'text', cell: (draft) => draft.item.source },
    external_id: { type: 'text', cell: (draft) => draft.item.externalId },
    episode_id: { type: 'uuid', cell: (draft) => draft.episodeId },
    hash: { type: 'text', cell: (draft) => draft.hash },
  }
  const own = Object.entries(noun.columns).map(([name, { type, cell }]) => ({
    name,
    type,
    cell: (draft: Voice<Item>) => cell(draft.item),
  }))
  const columns = [...Object.entries(common).map(([name, column]) => ({ name, ...column })), ...own]
  const named = columns.filter(({ name }) => name !== 'hash').map(({ name }) => name)
  await tx.execute(
    `INSERT INTO ${noun.table} (${named.join(', ')}, content_hash, organization_id, recorded_at, import_id, recorded_by)
     SELECT ${named.join(', ')}, decode(hash, 'hex'), $1::uuid, $2::timestamptz, $3::uuid, $4::uuid
     FROM unnest(${columns.map(({ type }, at) => `$${at + 5}::${type}[]`).join(', ')})
       AS item (${columns.map(({ name }) => name).join(', ')})`,
    [
      tx.organizationId,
      options.now,
      options.importId ?? null,
      recordedBy(tx),
      ...columns.map(({ cell }) => arrayLiteral(drafts.map(cell))),
    ],
  )
}
