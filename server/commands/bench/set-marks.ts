import type pg from 'pg'
import { z } from 'zod'
import { commandLine } from '#prisma/seed/sample-run.ts'
import { applyOutcomes, type Pair } from '#server/db/outcome-marks.ts'
import { openOwner } from './open-owner.ts'
import { once } from './scaffold.ts'

type Marking = {
  url: string
  organizationId: string
  timeZone: string
  say: (line: string) => void
}

const SLICES = 16

/** Sets the marks of exposures and counts the outcomes, by the product's own statement, over two connections. */
export async function setMarks(marking: Marking): Promise<void> {
  const waiting = Array.from({ length: SLICES }, (_, slice) => slice)
  const work = async () => {
    const client = await openOwner(marking.url)
    // The product's statement joins sets; only the generator's own must never be.
    await client.query('SET enable_hashjoin = on')
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const slice = next
      await once(client, `marks ${slice}`, marking.say, () => markSlice(client, marking, slice))
    }
    await client.end()
  }
  await Promise.all([work(), work()])
}

/** Customers by the first byte of their id, sixteen bytes to a slice; neighbours in the index come together. */
async function markSlice(client: pg.Client, marking: Marking, slice: number): Promise<void> {
  await client.query('BEGIN')
  for (let part = 0; part < SLICES; part += 1) {
    const pairs = await pairsFrom(client, slice * SLICES + part)
    await applyOutcomes(transactionOf(client, marking.organizationId), marking.timeZone, pairs)
  }
  await client.query('COMMIT')
}

async function pairsFrom(client: pg.Client, byte: number): Promise<Pair[]> {
  const prefix = byte.toString(16).padStart(2, '0')
  const bound = (digit: string) =>
    `${prefix}${digit.repeat(6)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`
  const { rows } = await client.query<{ customerId: string; momentNo: number }>(
    `SELECT customer_id AS "customerId", coalesce(moment_no, 0) AS "momentNo" FROM shares WHERE customer_id BETWEEN $1 AND $2
     UNION SELECT customer_id, coalesce(moment_no, 0) FROM complaints WHERE customer_id BETWEEN $1 AND $2 ORDER BY 1, 2`,
    [bound('0'), bound('f')],
  )
  return rows
}

/** The owner's connection in the shape that the product's statements are given. */
function transactionOf(
  client: pg.Client,
  organizationId: string,
): Parameters<typeof applyOutcomes>[0] {
  return {
    organizationId,
    actor: commandLine(organizationId),
    rows: async (shape, sql, values = []) =>
      z.array(shape).parse((await client.query(sql, values)).rows),
    execute: async (sql, values = []) => (await client.query(sql, values)).rowCount ?? 0,
  }
}
