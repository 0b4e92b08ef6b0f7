import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from './transaction.ts'

/** Something that is about to reach a customer. A thank-you names the approved entry that it tells of. */
export type Disclosed = {
  customerId: string
  document: string
  locale: string
  content: string
} & ({ kind: 'neutral' } | { kind: 'thanks'; entryId: string })

const Id = z.object({ id: z.string() })

/** Writes that a customer was told something; the same content to the same person keeps its first time. */
export async function recordDisclosure(tx: Tx, told: Disclosed): Promise<string> {
  const hash = createHash('sha256').update(told.content, 'utf8').digest()
  const [row] = await tx.rows(
    Id,
    'SELECT disclosure_record($1::uuid, $2, $3, $4, $5, $6::uuid) AS id',
    [
      told.customerId,
      told.kind,
      told.document,
      told.locale,
      hash,
      told.kind === 'thanks' ? told.entryId : null,
    ],
  )
  return row?.id ?? ''
}
