import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

/** Advisory locks live in a shared table of some thousand entries, so a large batch takes one for all. */
const MAX_SINGLE_LOCKS = 64

/**
 * Keeps everybody else from the facts of these customers, and from these fact ids, until the transaction ends.
 *
 * Marks and exposures follow from all facts of a customer, and a partitioned table cannot keep an external id unique: both need
 * that nobody writes in between. Small batches lock customer by customer beside each other; a large one takes the organization.
 * A transaction that saves several nouns takes the organization first (lockAllFacts), so that it never waits for more later.
 */
export async function lockFacts(
  tx: FactTx,
  customerIds: string[],
  factIds: string[],
): Promise<void> {
  const ids = firstOf([customerIds, factIds], MAX_SINGLE_LOCKS + 1)
  if (ids.size > MAX_SINGLE_LOCKS) return lockAllFacts(tx)
  const keys = [...ids].map(lockKey).sort(ascending)
  await tx.execute('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [scope(tx)])
  await tx.execute('SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key', [
    arrayLiteral(keys),
  ])
}

/** At most `limit` different ids: of ten thousand nobody needs the whole set. */
function firstOf(lists: readonly string[][], limit: number): Set<string> {
  const ids = new Set<string>()
  for (const list of lists)
    for (const id of list) {
      if (ids.size === limit) return ids
      ids.add(id)
    }
  return ids
}

export async function lockAllFacts(tx: FactTx): Promise<void> {
  await tx.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [scope(tx)])
}

function scope(tx: FactTx): string {
  return `facts:${tx.organizationId}`
}

/** The tail of an id: UUIDv5 has its version in the head. */
function lockKey(uuid: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${uuid.replaceAll('-', '').slice(16)}`))
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
