import pg from 'pg'
import { afterAll } from 'vitest'

const pools: pg.Pool[] = []

/** Plain SQL as zhile_owner, whom no policy stops: to arrange what no operation can. */
export function ownerPool(): pg.Pool {
  return pool(process.env.DATABASE_URL, '-c TimeZone=UTC -c role=zhile_owner')
}

/** Plain SQL as zhile_app: to try what an intruder in the application could. */
export function appPool(): pg.Pool {
  return pool(process.env.DATABASE_APP_URL, '-c TimeZone=UTC')
}

function pool(connectionString: string | undefined, options: string): pg.Pool {
  if (!connectionString) throw new Error('Only integration tests have a database.')
  const made = new pg.Pool({ connectionString, options, max: 8 })
  pools.push(made)
  return made
}

afterAll(async () => {
  await Promise.all(pools.map((made) => made.end()))
})
