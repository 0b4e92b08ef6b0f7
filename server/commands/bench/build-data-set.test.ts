import { beforeAll, describe, expect, test } from 'vitest'
import { commandLine } from '#prisma/seed/sample-run.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { verifyRollups } from '#server/operations/rollup/verify-rollups.ts'
import { buildDataSet } from './build-data-set.ts'
import { BUSINESS } from './people.ts'

const pool = ownerPool()
const SIZE = Number(process.env.BENCH_TEST_SIZE ?? 20_000)

async function one(sql: string): Promise<Record<string, unknown>> {
  const { rows } = await pool.query(sql)
  return rows[0]
}

describe('a data set', () => {
  beforeAll(async () => {
    const url = process.env.DATABASE_URL ?? ''
    await buildDataSet({
      size: SIZE,
      lastDay: '2026-11-21',
      url,
      say: SIZE > 50_000 ? console.log : () => undefined,
    })
  }, 900_000)

  test('has as many experiences as it is called after, and nothing outside its months', async () => {
    const found = await one(
      `SELECT count(*)::int AS count, count(DISTINCT id)::int AS ids, stray_facts() AS strays,
         min(episode_day)::text AS first, max(episode_day)::text AS last FROM experiences`,
    )
    expect(found).toMatchObject({ count: SIZE, ids: SIZE, strays: 0, last: '2026-11-21' })
  })

  test('no stored count, mark or exposure differs from the facts', async () => {
    const actor = { ...commandLine(BUSINESS.organizationId), job: 'rollups-verify' }
    expect(await verifyRollups(actor, new Date())).toEqual([])
  }, 600_000)

  test('is skewed as people are', async () => {
    const { shares, complaints, busiest, first } = await one(
      `SELECT (SELECT count(*) FROM shares)::float / ${SIZE} AS shares, (SELECT count(*) FROM complaints)::float / ${SIZE} AS complaints,
         (SELECT count(*) FROM experiences e JOIN bench.customers c ON c.id = e.customer_id WHERE c.rank <= (SELECT max(rank) / 10 FROM bench.customers))::float
           / ${SIZE} AS busiest,
         (SELECT max(n)::float / min(n) FROM (SELECT count(*) AS n FROM experiences WHERE moment_no > 0 GROUP BY moment_no) m) AS first`,
    )
    expect(shares).toBeGreaterThan(0.012)
    expect(shares).toBeLessThan(0.03)
    expect(complaints).toBeGreaterThan(0.005)
    expect(complaints).toBeLessThan(0.02)
    // A tenth of the customers makes a third of the experiences.
    expect(busiest).toBeGreaterThan(0.25)
    expect(first).toBeGreaterThan(1.5)
  })

  test('has referrals and money in several states', async () => {
    const { states, entries, batches } = await one(
      `SELECT (SELECT count(DISTINCT state) FROM referrals)::int AS states, (SELECT count(DISTINCT status) FROM commission_entry_status)::int AS entries,
         (SELECT count(DISTINCT state) FROM payout_batches)::int AS batches`,
    )
    expect([states, entries, batches]).toEqual([5, expect.any(Number), 3])
    expect(entries).toBeGreaterThan(3)
  })

  test.runIf(SIZE === 20_000)('the same seed makes the same bytes', async () => {
    const { facts } = await one(
      `SELECT md5(string_agg(md5(concat_ws(' ', customer_id, occurred_at, id, moment_no, location_no, score, episode_id)), '' ORDER BY id)) AS facts
       FROM experiences`,
    )
    expect(facts).toBe('cd9548768c438fe63ad6d873125eb3c3')
  })
})
