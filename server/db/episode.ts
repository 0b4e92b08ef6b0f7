import { z } from 'zod'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

type NamedRun = { customerId: string; episodeId: string; externalId: string; episodeDay: string }

const EpisodeDay = z.object({ id: z.string(), episode_day: z.string() })

/**
 * The fixed first day of each run that the business named, by episode. The first batch that names a run fixes its day, so that
 * a stay over midnight or a month's end exposes once.
 */
export async function episodeDays(tx: FactTx, runs: NamedRun[]): Promise<Map<string, string>> {
  const firsts = new Map<string, NamedRun>()
  for (const run of runs) {
    const first = firsts.get(run.episodeId)
    if (!first || run.episodeDay < first.episodeDay) firsts.set(run.episodeId, run)
  }
  const sorted = [...firsts.values()].sort((a, b) => (a.episodeId < b.episodeId ? -1 : 1))
  const values = [
    arrayLiteral(sorted.map((run) => run.customerId)),
    arrayLiteral(sorted.map((run) => run.episodeId)),
  ]
  await tx.execute(
    `INSERT INTO episodes (customer_id, id, organization_id, external_id, episode_day)
     SELECT customer_id, id, $5::uuid, external_id, episode_day
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[]) AS run (customer_id, id, external_id, episode_day)
     ON CONFLICT DO NOTHING`,
    [
      ...values,
      arrayLiteral(sorted.map((run) => run.externalId)),
      arrayLiteral(sorted.map((run) => run.episodeDay)),
      tx.organizationId,
    ],
  )
  const rows = await tx.rows(
    EpisodeDay,
    `SELECT e.id, e.episode_day::text FROM unnest($1::uuid[], $2::uuid[]) AS run (customer_id, id)
     JOIN episodes e ON e.customer_id = run.customer_id AND e.id = run.id`,
    values,
  )
  return new Map(rows.map((row) => [row.id, row.episode_day]))
}
