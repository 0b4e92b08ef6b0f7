import { z } from 'zod'
import type { FactBatch } from '../domain/fact/batch.ts'
import { nameKey } from '../domain/moment/name-key.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'
import { lockNames } from './name-reference.ts'

const Product = z.object({ id: z.string(), code: z.string() })

/** Products by key of their code; those that a batch names and nobody knows are made where it says so. */
export async function resolveProducts(
  tx: FactTx,
  codes: string[],
  batch: FactBatch,
): Promise<Map<string, string>> {
  const known = await loadProducts(tx)
  const missing = [...new Map(codes.map((code) => [nameKey(code), code]))].filter(
    ([key]) => !known.has(key),
  )
  if (!batch.createMissing?.products || missing.length === 0) return known
  if (batch.dryRun) return new Map([...known, ...missing.map(([key]) => [key, ''] as const)])
  await lockNames(tx)
  const present = await loadProducts(tx)
  const made = missing.filter(([key]) => !present.has(key)).map(([, code]) => code)
  await tx.execute(
    `INSERT INTO products (id, organization_id, code, name)
     SELECT gen_random_uuid(), $1::uuid, code, code FROM unnest($2::text[]) AS code`,
    [tx.organizationId, arrayLiteral(made)],
  )
  return loadProducts(tx)
}

async function loadProducts(tx: FactTx): Promise<Map<string, string>> {
  const products = await tx.rows(
    Product,
    'SELECT id, code FROM products WHERE organization_id = $1::uuid',
    [tx.organizationId],
  )
  return new Map(products.map(({ id, code }) => [nameKey(code), id]))
}
