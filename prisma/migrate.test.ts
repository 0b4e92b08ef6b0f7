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
