import { z } from 'zod'
import type { CustomerRef } from '../domain/fact/input.ts'
import { arrayLiteral } from './array-literal.ts'
import { PLACEHOLDER_HASH } from './content-hash.ts'
import type { IngestOptions } from './fact-audit.ts'
import { factId } from './fact-id.ts'
import type { FactTx } from './fact-transaction.ts'
import { pinyinOf } from './pinyin.ts'

/** Whom a reference means: an id to write on facts, or why there is none. */
export type Referred = { id: string } | { problem: 'customer.unknown' | 'customer.erased' }

/** The id that a reference asks for, before anybody knows whether it exists. */
export function askedId(namespace: Buffer, reference: CustomerRef): string {
  return 'id' in reference ? reference.id : factId(namespace, 'customer', reference)
}

const Odd = z.object({ asked: z.string(), id: z.string().nullable(), is_erased: z.boolean() })

/** Only what is not plainly there is returned: strangers, other names of one person, merged and erased ones. */
const ODD_CUSTOMERS = `
WITH RECURSIVE odd AS (
  SELECT x.id AS asked, coalesce(c.id, a.customer_id) AS id
  FROM unnest($2::uuid[], $3::text[], $4::text[]) AS x (id, source, external_id)
  LEFT JOIN customers c ON c.organization_id = $1::uuid AND c.id = x.id
  LEFT JOIN customer_aliases a ON c.id IS NULL AND a.organization_id = $1::uuid
    AND a.source = x.source AND a.external_id = x.external_id
  WHERE c.id IS NULL OR c.merged_into_id IS NOT NULL OR c.erased_at IS NOT NULL
), followed AS (
  SELECT asked, id, 0 AS depth FROM odd
  UNION ALL
  SELECT f.asked, c.merged_into_id, f.depth + 1
  FROM followed f JOIN customers c ON c.organization_id = $1::uuid AND c.id = f.id
  WHERE c.merged_into_id IS NOT NULL AND f.depth < 20
)
SELECT DISTINCT ON (f.asked) f.asked, f.id, coalesce(c.erased_at IS NOT NULL, false) AS is_erased
FROM followed f LEFT JOIN customers c ON c.organization_id = $1::uuid AND c.id = f.id
ORDER BY f.asked, f.depth DESC`

/** Whom each reference means, by asked id. Strangers are made where the options say so; the caller holds the lock of the ids. */
export async function resolveCustomers(
  tx: FactTx,
  references: Map<string, CustomerRef>,
  options: IngestOptions,
): Promise<{ found: Map<string, Referred>; created: string[] }> {
  const found = new Map<string, Referred>([...references.keys()].map((id) => [id, { id }]))
  const entries = [...references]
  const odd = await tx.rows(Odd, ODD_CUSTOMERS, [
    tx.organizationId,
    arrayLiteral(entries.map(([id]) => id)),
    arrayLiteral(entries.map(([, ref]) => ('id' in ref ? null : ref.source))),
    arrayLiteral(entries.map(([, ref]) => ('id' in ref ? null : ref.externalId))),
  ])
  const strangers: [string, NamedRef][] = []
  for (const { asked, id, is_erased } of odd) {
    const reference = references.get(asked)
    const canCreate = options.createMissing?.customers && reference && !('id' in reference)
    if (is_erased) found.set(asked, { problem: 'customer.erased' })
    else if (id) found.set(asked, { id })
    else if (canCreate) strangers.push([asked, reference])
    else found.set(asked, { problem: 'customer.unknown' })
  }
  if (strangers.length > 0 && !options.dryRun) await createPlaceholders(tx, strangers, options)
  return { found, created: strangers.map(([id]) => id) }
}

type NamedRef = Exclude<CustomerRef, { id: string }>

async function createPlaceholders(
  tx: FactTx,
  strangers: [string, NamedRef][],
  options: IngestOptions,
) {
  const names = strangers.map(([, { name, externalId }]) => name ?? externalId)
  const readings = names.map(pinyinOf)
  await tx.execute(
    `INSERT INTO customers (organization_id, id, source, external_id, name, name_pinyin, name_initials,
       content_hash, import_id, recorded_at)
     SELECT $1::uuid, id, source, external_id, name, name_pinyin, name_initials, decode($2, 'hex'), $3::uuid, $4::timestamptz
     FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       AS item (id, source, external_id, name, name_pinyin, name_initials)`,
    [
      tx.organizationId,
      PLACEHOLDER_HASH,
      options.importId ?? null,
      options.now,
      arrayLiteral(strangers.map(([id]) => id)),
      arrayLiteral(strangers.map(([, { source }]) => source)),
      arrayLiteral(strangers.map(([, { externalId }]) => externalId)),
      arrayLiteral(names),
      arrayLiteral(readings.map(({ full }) => full)),
      arrayLiteral(readings.map(({ initials }) => initials)),
    ],
  )
}
