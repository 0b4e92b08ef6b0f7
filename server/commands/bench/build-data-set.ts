import { commandLine } from '#prisma/seed/sample-run.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { analyzeSample } from '#server/operations/sample/analyze-sample.ts'
import { spreadOverDays } from './calendar.ts'
import { customerCount, makeCustomers } from './customers.ts'
import type { FactWorld } from './fact-sql.ts'
import { loadMonths } from './load-months.ts'
import { makeMoney, makePolicy } from './money.ts'
import { openOwner } from './open-owner.ts'
import { BUSINESS, makeBusiness, signIn } from './people.ts'
import { makeReferrals, referralCount } from './referrals.ts'
import { makeScaffold, once } from './scaffold.ts'
import { setMarks } from './set-marks.ts'
import { sweep } from './sweep.ts'

export type DataSet = {
  /** Experiences; a multiple of fifty. */
  size: number
  /** The last business day that has facts, '2026-11-21'. */
  lastDay: string
  /** The superuser's connection to the migrated, empty database; the environment names it too. */
  url: string
  say?: (line: string) => void
}

/** Ten in the evening of the last day: what counts as now for whoever asks a data set. */
export function lastInstantOf(lastDay: string): Date {
  return new Date(`${lastDay}T14:00:00Z`)
}

/**
 * Builds a data set: seeded, so that the same size and day make the same facts. Nouns, referrals and money by the operations; customers,
 * experiences, exposures, shares and complaints by SQL inside the database, with the deltas that ingest would have written, which the
 * product's own merger then folds in. Every step is done once: a killed run goes on where it was.
 */
export async function buildDataSet({
  size,
  lastDay,
  url,
  say = () => undefined,
}: DataSet): Promise<void> {
  const owner = await openOwner(url)
  await makeScaffold(owner)
  await once(owner, 'business', say, makeBusiness)
  const world: FactWorld = {
    organizationId: BUSINESS.organizationId,
    timeZone: BUSINESS.timeZone,
    customerCount: customerCount(size),
    momentCount: 14,
    lastInstant: lastInstantOf(lastDay),
  }
  const { organizationId, timeZone, lastInstant } = world
  await once(owner, 'customers', say, () =>
    makeCustomers(owner, { ...BUSINESS, count: world.customerCount, lastInstant }),
  )
  await fireAlways(owner, true)
  await loadMonths(owner, { url, world, days: spreadOverDays(size, lastDay), say })
  await fireAlways(owner, false)
  await once(owner, 'analyze', say, () => analyzeSample(commandLine(organizationId)))
  await setMarks({ url, organizationId, timeZone, say })
  await once(owner, 'merge', say, mergeAll)

  const people = await signIn()
  await once(owner, 'policy', say, () =>
    makePolicy(people, new Date(lastInstant.getTime() - 395 * 86_400_000)),
  )
  await once(owner, 'referrals', say, () => makeReferrals(owner, people, { ...world, size }))
  await once(owner, 'money', say, () =>
    makeMoney(owner, people, Math.min(2000, referralCount(size))),
  )
  await once(owner, 'merge again', say, mergeAll)
  await once(owner, 'vacuum', say, () => sweep(url))
  await owner.end()
}

async function mergeAll(): Promise<void> {
  const job = { ...commandLine(BUSINESS.organizationId), job: 'merge-rollups' }
  while ((await mergeRollups(job)).merged > 0);
}

/** Foreign keys are not checked while loading, but what a trigger of ours counts must be counted. */
async function fireAlways(
  owner: { query: (sql: string) => Promise<{ rows: Record<string, string>[] }> },
  always: boolean,
): Promise<void> {
  const { rows } = await owner.query(
    `SELECT tgrelid::regclass::text AS noun, quote_ident(tgname) AS name FROM pg_trigger
     WHERE NOT tgisinternal AND tgrelid IN ('shares'::regclass, 'complaints'::regclass)`,
  )
  for (const { noun, name } of rows)
    await owner.query(`ALTER TABLE ${noun} ENABLE ${always ? 'ALWAYS ' : ''}TRIGGER ${name}`)
}
