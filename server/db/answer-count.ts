import { z } from 'zod'
import type { Span } from '../domain/period.ts'
import { arrayLiteral } from './array-literal.ts'
import { countOf, sumMeasures } from './count-day.ts'
import type { FactTx } from './fact-transaction.ts'
import type { Reading } from './reading.ts'

const Id = z.object({ customer_id: z.string() })

/** Those of the customers who have answered "worth it?" at all. Nearly nobody has, and costs no more than this question. */
export async function customersWithAnswers(
  tx: FactTx,
  facts: readonly { customerId: string }[],
): Promise<string[]> {
  const ids = arrayLiteral([...new Set(facts.map(({ customerId }) => customerId))])
  const found = await tx.rows(
    Id,
    `SELECT DISTINCT customer_id FROM episode_answers WHERE customer_id = ANY ($1::uuid[])
       AND EXISTS (SELECT FROM episode_answers WHERE organization_id = $2::uuid)`,
    [ids, tx.organizationId],
  )
  return found.map(({ customer_id }) => customer_id)
}

/**
 * Takes back what the answers of customers count for, before their exposures or answers change; `applyAnswers` counts them anew after it.
 * An answer counts where its run has ended, so both change it. The caller holds the lock of the customers.
 */
export async function retractAnswers(tx: FactTx, customerIds: readonly string[]): Promise<void> {
  await countAgain(tx, customerIds, -1)
}

/** Counts the answers of customers as their exposures and answers now say. */
export async function applyAnswers(tx: FactTx, customerIds: readonly string[]): Promise<void> {
  await countAgain(tx, customerIds, 1)
}

async function countAgain(tx: FactTx, customerIds: readonly string[], sign: 1 | -1): Promise<void> {
  if (customerIds.length === 0) return
  const ids = arrayLiteral([...new Set(customerIds)])
  await tx.execute('SELECT count_answers($1::uuid[], $2::integer)', [ids, sign])
}

/** Answers of the runs that began in a span and have ended, at one place or everywhere. Reads one row a day and answer. */
export async function countAnswers(
  db: Reading,
  { span, locationNo }: { span: Span; locationNo: number | null },
): Promise<{ yesCount: number; answeredCount: number }> {
  const count = async (answer: 'yes' | 'no') => {
    const part = `${answer}:${locationNo ?? 'all'}`
    return countOf(await sumMeasures(db, ['answer'], { ...span, part }), 'answer', part)
  }
  const yesCount = await count('yes')
  return { yesCount, answeredCount: yesCount + (await count('no')) }
}
