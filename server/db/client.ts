import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env.ts'
import { PrismaClient } from './generated/client.ts'

/**
 * Dates are stored by adapter-pg as if the session were in UTC, so every session is. Compiling a plan over many partitions takes
 * half a second where running it takes two milliseconds.
 */
const SESSION_OPTIONS =
  '-c TimeZone=UTC -c jit=off -c statement_timeout=30000 -c lock_timeout=10000'

function once<T>(key: string, make: () => T): T {
  // Next loads a module again for each bundle; one pool per process is enough.
  const kept = globalThis as unknown as Record<symbol, T | undefined>
  const symbol = Symbol.for(`zhile.${key}`)
  kept[symbol] ??= make()
  return kept[symbol]
}

function poolOf(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, options: SESSION_OPTIONS, max })
  // A connection that the server closed must not end the process, idle or between two queries; the next query takes a new one.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Prisma as zhile_app: row-level security applies. Only transaction.ts queries through it. */
export function appPrisma(): PrismaClient {
  return once('prisma', () => {
    const adapter = new PrismaPg({
      connectionString: env().DATABASE_APP_URL,
      options: SESSION_OPTIONS,
      max: env().DATABASE_POOL_SIZE,
    })
    return new PrismaClient({ adapter, log: [] })
  })
}

/** Plain pg as zhile_app, for questions. Only reading.ts queries through it. */
export function readPool(): pg.Pool {
  return once('read-pool', () => poolOf(env().DATABASE_APP_URL, env().DATABASE_POOL_SIZE))
}

/**
 * The same on a streaming replica, or null where DATABASE_READ_URL names none. Who signs in is taken from the application's own connection where
 * it is left out. Only reading.ts queries through it.
 */
export function replicaPool(): pg.Pool | null {
  const { DATABASE_READ_URL: named, DATABASE_APP_URL, DATABASE_POOL_SIZE } = env()
  if (!named) return null
  return once('replica-pool', () => {
    const [url, app] = [new URL(named), new URL(DATABASE_APP_URL)]
    if (!url.username) [url.username, url.password] = [app.username, app.password]
    return poolOf(url.href, DATABASE_POOL_SIZE)
  })
}

/** Plain pg as zhile_app, for facts. Only fact-transaction.ts queries through it. */
export function factPool(): pg.Pool {
  return once('fact-pool', () => poolOf(env().DATABASE_APP_URL, env().DATABASE_POOL_SIZE))
}

/** Plain pg as zhile_worker: deltas and rollups of all organizations, nothing else. */
export function workerPool(): pg.Pool {
  return once('worker-pool', () => poolOf(env().DATABASE_WORKER_URL, 2))
}

/** Plain pg as zhile_auth: accounts, sessions and links, nothing else. */
export function authPool(): pg.Pool {
  return once('auth-pool', () => poolOf(env().DATABASE_AUTH_URL, 8))
}

/**
 * Plain pg as zhile_owner, whom no policy stops: for commands, never for a request. Only owner-transaction.ts queries through it;
 * its connection ends soon after the act.
 */
export function ownerPool(): pg.Pool {
  return once('owner-pool', () => {
    const options = '-c TimeZone=UTC -c jit=off -c role=zhile_owner -c lock_timeout=10000'
    const pool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      options,
      max: 1,
      idleTimeoutMillis: 1000,
      allowExitOnIdle: true,
    })
    pool.on('error', () => undefined)
    return pool
  })
}

/** Lets the process end: called once, by the commands and on shutdown. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([
    appPrisma().$disconnect(),
    readPool().end(),
    replicaPool()?.end(),
    factPool().end(),
    workerPool().end(),
    authPool().end(),
    ownerPool().end(),
  ])
}
