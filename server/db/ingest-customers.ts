import { z } from 'zod'
import { CustomerItem } from '../domain/customer/input.ts'
import { normalizePhone } from '../domain/customer/normalize-phone.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import { arrayLiteral, type Cell } from './array-literal.ts'
import { contentHash, PLACEHOLDER_HASH } from './content-hash.ts'
import type { AuditLine, Ingested, IngestOptions } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { loadFactContext } from './fact-context.ts'
import { decideAll } from './fact-decision.ts'
import { factId } from './fact-id.ts'
import { parseItems } from './fact-intake.ts'
import { lockFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'
import { phoneHash, sealPhone } from './phone.ts'
import { pinyinOf } from './pinyin.ts'

type CustomerDraft = {
  index: number
  item: CustomerItem
  /** Their own id, or of whom the source's id is only another name. */
  id: string
  customerId: string
  hash: string
  phone: string | null
}

/** Saves a batch of customers, all set-wise, and answers item by item. */
export async function ingestCustomers(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  const { namespace } = await loadFactContext(tx)
  const { drafts, results } = draftsOf(namespace, batch, now)
  if (!batch.dryRun)
    await lockFacts(
      tx,
      drafts.map((draft) => draft.id),
      [],
    )
  const known = await findCustomers(tx, drafts)
  const { fresh, changed } = decideAll(drafts, known, results)
  await confirmFacts(tx, batch, results, known)
  for (const draft of drafts) {
    const owner = known.get(draft.id)?.ownerId
    if (owner && owner !== draft.id) results[draft.index] = { outcome: 'same', id: owner }
  }
  // A customer whom only a fact has named is filled in; nothing that anybody said is lost.
  const filling = changed.filter((draft) => known.get(draft.id)?.storedHash === PLACEHOLDER_HASH)
  const replacing = batch.applyChanges ? changed : filling
  if (batch.dryRun || fresh.length + replacing.length === 0) return { results, lines: [] }

  await insertCustomers(tx, fresh, { ...batch, now })
  await updateCustomers(tx, replacing)
  const lines: AuditLine[] = [
    { noun: 'customers', op: 'INSERT', ids: fresh.map((draft) => draft.id) },
    { noun: 'customers', op: 'REPLACE', ids: replacing.map((draft) => draft.id) },
  ]
  return { results, lines }
}

function draftsOf(namespace: Buffer, batch: FactBatch, now: Date) {
  const { parsed, results } = parseItems(CustomerItem, batch, now)
  const drafts: CustomerDraft[] = []
  for (const { index, item } of parsed) {
    const phone = item.phone === null ? null : normalizePhone(item.phone)
    const isPhoneWrong = item.phone !== null && phone === null
    if (isPhoneWrong) {
      const problems = [{ field: 'phone', code: 'phone.invalid' }]
      results[index] = { outcome: 'error', id: null, problems }
      continue
    }
    const id = factId(namespace, 'customer', item)
    drafts.push({ index, item, id, customerId: id, phone, hash: contentHash([item.name, phone]) })
  }
  return { drafts, results }
}

const CustomerRow = z.object({
  id: z.string(),
  hash: z.string().nullable(),
  owner_id: z.string(),
  import_id: z.string().nullable(),
})

/** Who is there under each id: themselves, or the person whose other name it is (an alias, or a customer merged or erased). */
async function findCustomers(tx: FactTx, drafts: CustomerDraft[]) {
  const rows = await tx.rows(
    CustomerRow,
    `SELECT x.id, encode(c.content_hash, 'hex') AS hash, coalesce(c.merged_into_id, c.id, a.customer_id) AS owner_id, c.import_id
     FROM unnest($2::uuid[], $3::text[], $4::text[]) AS x (id, source, external_id)
     LEFT JOIN customers c ON c.organization_id = $1::uuid AND c.id = x.id
     LEFT JOIN customer_aliases a ON c.id IS NULL AND a.organization_id = $1::uuid
       AND a.source = x.source AND a.external_id = x.external_id
     WHERE c.id IS NOT NULL OR a.customer_id IS NOT NULL`,
    [
      tx.organizationId,
      arrayLiteral(drafts.map((draft) => draft.id)),
      arrayLiteral(drafts.map((draft) => draft.item.source)),
      arrayLiteral(drafts.map((draft) => draft.item.externalId)),
    ],
  )
  const said = new Map(drafts.map((draft) => [draft.id, draft.hash]))
  return new Map(
    rows.map(({ id, hash, owner_id: ownerId, import_id: importId }) => {
      const storedHash = hash ?? ''
      // Whoever was merged is left as they were: what is said of them is the same.
      const isPlain = ownerId === id
      return [
        id,
        {
          customerId: id,
          hash: isPlain ? storedHash : (said.get(id) ?? ''),
          storedHash,
          ownerId,
          importId,
        },
      ]
    }),
  )
}

async function insertCustomers(
  tx: FactTx,
  drafts: CustomerDraft[],
  options: IngestOptions,
): Promise<void> {
  if (drafts.length === 0) return
  const { columns, values } = columnsOf(tx, drafts, 6)
  await tx.execute(
    `INSERT INTO customers (organization_id, import_id, recorded_at, source, external_id, id, name, name_pinyin, name_initials,
       phone_cipher, phone_hash, phone_last4, content_hash)
     SELECT $1::uuid, $2::uuid, $3::timestamptz, source, external_id, ${CONTENT.join(', ')}
     FROM unnest($4::text[], $5::text[], ${columns}) AS item (source, external_id, ${CONTENT_NAMES})`,
    [
      tx.organizationId,
      options.importId ?? null,
      options.now,
      arrayLiteral(drafts.map((draft) => draft.item.source)),
      arrayLiteral(drafts.map((draft) => draft.item.externalId)),
      ...values,
    ],
  )
}

async function updateCustomers(tx: FactTx, drafts: CustomerDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const { columns, values } = columnsOf(tx, drafts, 2)
  await tx.execute(
    `UPDATE customers c SET (name, name_pinyin, name_initials, phone_cipher, phone_hash, phone_last4, content_hash) =
       (item.name, item.name_pinyin, item.name_initials, decode(item.cipher, 'hex'), decode(item.phone, 'hex'), item.last4,
        decode(item.hash, 'hex'))
     FROM unnest(${columns}) AS item (${CONTENT_NAMES})
     WHERE c.organization_id = $1::uuid AND c.id = item.id AND c.erased_at IS NULL`,
    [tx.organizationId, ...values],
  )
}

const CONTENT_NAMES = 'id, name, name_pinyin, name_initials, cipher, phone, last4, hash'
const CONTENT = [
  'id',
  'name',
  'name_pinyin',
  'name_initials',
  `decode(cipher, 'hex')`,
  `decode(phone, 'hex')`,
  'last4',
  `decode(hash, 'hex')`,
]

function columnsOf(tx: FactTx, drafts: CustomerDraft[], first: number) {
  const rows = drafts.map(({ id, item, phone, hash }): Cell[] => {
    const { full, initials } = pinyinOf(item.name)
    const sealed = phone === null ? null : sealPhone(id, phone).toString('hex')
    const blind = phone === null ? null : phoneHash(tx.organizationId, phone).toString('hex')
    return [
      id,
      item.name,
      full,
      initials,
      sealed,
      blind,
      phone === null ? null : phone.slice(-4),
      hash,
    ]
  })
  const types = ['uuid', ...Array<string>(7).fill('text')]
  return {
    columns: types.map((type, at) => `$${first + at}::${type}[]`).join(', '),
    values: types.map((_, at) => arrayLiteral(rows.map((row) => row[at] ?? null))),
  }
}
