import pg from 'pg'
import { type DatabaseUrls, roleOf } from './database-urls.ts'

/** Makes the roles that own and use the database; roles belong to the whole server. */
export async function ensureRoles(owner: pg.Client, urls: DatabaseUrls): Promise<void> {
  await ensureRole(owner, 'zhile_owner', 'NOLOGIN')
  const { rows } = await owner.query('SELECT quote_ident(current_database()) AS name')
  const database: string = rows[0].name
  await owner.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  await owner.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${database} TO zhile_owner`)
  await owner.query('GRANT ALL ON SCHEMA public TO zhile_owner')
  for (const name of ['DATABASE_APP_URL', 'DATABASE_WORKER_URL', 'DATABASE_AUTH_URL'] as const) {
    const role = roleOf[name]
    await ensureRole(owner, role, 'LOGIN')
    await owner.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`)
    await ensurePassword(owner, role, urls[name])
  }
}

/** From here on what the connection makes belongs to zhile_owner. */
export async function becomeOwner(owner: pg.Client): Promise<void> {
  await owner.query('SET ROLE zhile_owner').catch(async () => {
    await owner.query('GRANT zhile_owner TO CURRENT_USER')
    await owner.query('SET ROLE zhile_owner')
  })
}

async function ensureRole(
  owner: pg.Client,
  role: string,
  kind: 'LOGIN' | 'NOLOGIN',
): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
  if (rowCount === 0) await owner.query(`CREATE ROLE ${role} ${kind}`)
}

/** A password is set only where it does not work, since other databases of the server share it. */
async function ensurePassword(owner: pg.Client, role: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch {
    const password = decodeURIComponent(new URL(url).password)
    await owner.query(`ALTER ROLE ${role} PASSWORD ${owner.escapeLiteral(password)}`)
  } finally {
    await client.end()
  }
}

/**
 * Lets zhile_worker run jobs: graphile-worker's tables have row-level security without a policy,
 * so that nobody but their owner sees a row.
 */
export async function allowJobs(owner: pg.Client): Promise<void> {
  await owner.query('GRANT USAGE ON SCHEMA graphile_worker TO zhile_worker')
  await owner.query('GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO zhile_worker')
  await owner.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO zhile_worker')
  await owner.query('GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO zhile_worker')
  const { rows } = await owner.query(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`,
  )
  for (const { name } of rows) {
    await owner.query(
      `CREATE POLICY worker ON ${name} TO zhile_worker USING (true) WITH CHECK (true)`,
    )
  }
}
