import pg from 'pg'
import { expect, test } from 'vitest'
import { ownerPool } from '../server/db/test-database.ts'
import { databaseUrls } from './database-urls.ts'
import { migrate } from './migrate.ts'
import { pushSchema, withSchemaEngine } from './schema-engine.ts'
import { readSecrets } from './secrets.ts'

const url = process.env.DATABASE_URL ?? ''

test('the migrations make exactly what the models say', async () => {
  const drift = await withSchemaEngine(url, pushSchema)
  expect(drift).toEqual({ executedSteps: 0, unexecutable: [], warnings: [] })
})

test('a second migration changes nothing', async () => {
  const secrets = readSecrets(new URL('../.zhile', import.meta.url).pathname)
  expect(await migrate(databaseUrls(url, secrets, process.env))).toEqual([])
})

test('everything in the schema belongs to the owner, who cannot sign in', async () => {
  const { rows } = await ownerPool().query(
    `SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relowner <> 'zhile_owner'::regrole
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`,
  )
  expect(rows).toEqual([])
  const login = await ownerPool().query(
    `SELECT rolcanlogin FROM pg_roles WHERE rolname = 'zhile_owner'`,
  )
  expect(login.rows).toEqual([{ rolcanlogin: false }])
})

test('the worker may queue and take jobs, the application may not look at them', async () => {
  const worker = new pg.Client({ connectionString: process.env.DATABASE_WORKER_URL })
  await worker.connect()
  await worker.query(`SELECT graphile_worker.add_job('nothing')`)
  const { rows } = await worker.query('SELECT count(*)::int AS jobs FROM graphile_worker.jobs')
  await worker.end()
  expect(rows).toEqual([{ jobs: 1 }])

  const app = new pg.Client({ connectionString: process.env.DATABASE_APP_URL })
  await app.connect()
  await expect(app.query('SELECT FROM graphile_worker.jobs')).rejects.toThrow('permission denied')
  await app.end()
})

/** What a trigger does not audit, and why. */
const audited = {
  'in batches, by the acts that write them': [
    'complaints',
    'customer_aliases',
    'customers',
    'episode_answers',
    'episodes',
    'experiences',
    'exposures',
    'fact_confirmations',
    'fact_sources',
    'import_pieces',
    'import_profiles',
    'import_rows',
    'imports',
    'orders',
    'refunds',
    'shares',
  ],
  'not, being sums of facts': [
    'archived_months',
    'count_day_deltas',
    'count_days',
    'moment_day_deltas',
    'moment_days',
    'moment_totals',
    'outcome_day_deltas',
    'outcome_days',
    'outcome_totals',
  ],
  'not, being logs themselves': [
    'alarms',
    'idempotency_keys',
    'webhook_attempts',
    'webhook_deliveries',
    'webhook_events',
    'webhook_receipts',
  ],
  'not, being the audit itself': ['audit_heads', 'audit_lines'],
  'not, being about people of many businesses': ['users'],
}

test('each table of a business hides it from others and is audited', async () => {
  const { rows } = await ownerPool().query(
    `SELECT c.relname AS name, c.relrowsecurity AS hidden, EXISTS (
            SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
             WHERE t.tgrelid = c.oid AND p.proname = 'audit_row') AS audited
       FROM pg_class c
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND (relname IN ('organizations', 'users') OR EXISTS (
            SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'organization_id'))`,
  )
  expect(rows.length).toBeGreaterThan(40)
  const names = (of: { name: string }[]) => of.map(({ name }) => name).sort()
  expect(names(rows.filter(({ hidden }) => !hidden))).toEqual([])
  expect(names(rows.filter((row) => !row.audited))).toEqual(Object.values(audited).flat().sort())
})
