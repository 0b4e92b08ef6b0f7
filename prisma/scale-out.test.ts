import { expect, test } from 'vitest'
import { ownerPool } from '../server/db/test-database.ts'
import { databaseUrls } from './database-urls.ts'
import { distributedTables, scaleOut, tablePlaces } from './scale-out.ts'
import { readSecrets } from './secrets.ts'

const url = process.env.DATABASE_URL ?? ''
const isCluster = process.env.TEST_ON_CLUSTER === 'yes'
const secrets = readSecrets(new URL('../.zhile', import.meta.url).pathname)
const urls = databaseUrls(url, secrets, process.env)

if (!isCluster)
  test('a single Postgres is told what it lacks, and stays as it was', async () => {
    await expect(scaleOut(urls, { shards: 4 })).rejects.toThrow(/lacks the extension citus/)
    await expect(tablePlaces(url)).rejects.toThrow(/lacks the extension citus/)
  })

if (isCluster)
  test('a second call finds nothing to do', async () => {
    expect(await scaleOut(urls, { shards: 4 })).toEqual([])
  })

if (isCluster)
  test('facts lie on the nodes by customer, all else on the coordinator', async () => {
    const places = await tablePlaces(url)
    const spread = places.filter(({ place }) => place !== 'coordinator')
    expect(spread.map(({ table, place, shards }) => `${table} ${place} ${shards}`).sort()).toEqual(
      distributedTables.map((table) => `${table} distributed 4`),
    )
    expect(places.map(({ table }) => table)).toContain('ledger_entries')
  })

if (isCluster)
  test('pieces of one customer lie on one node, and each node hides them from strangers', async () => {
    const { rows } = await ownerPool().query(
      `SELECT count(DISTINCT colocationid)::int AS groups FROM pg_dist_partition WHERE partmethod = 'h'`,
    )
    expect(rows).toEqual([{ groups: 1 }])
    const open = await ownerPool().query(
      `SELECT result FROM run_command_on_workers($$
       SELECT count(*) FROM pg_class WHERE relkind = 'p' AND relname ~ '^(experiences|exposures)_[0-9]+$' AND NOT relrowsecurity $$)`,
    )
    expect(open.rows).toEqual([{ result: '0' }, { result: '0' }])
  })

if (isCluster)
  test('a month that is missing is made on every node', async () => {
    const months = `SELECT ensure_partitions('2031-03-01', '2031-03-02') AS made`
    expect((await ownerPool().query(months)).rows).toEqual([{ made: 2 }])
    expect((await ownerPool().query(months)).rows).toEqual([{ made: 0 }])
    const { rows } = await ownerPool().query(
      `SELECT count(*)::int AS pieces FROM pg_dist_shard WHERE logicalrelid = 'experiences_203103'::regclass`,
    )
    expect(rows).toEqual([{ pieces: 4 }])
  })
