import type { Secrets } from './secrets.ts'
import { StartError } from './start-error.ts'

/** One connection per database role, under the names that server/env.ts reads. */
export type DatabaseUrls = {
  DATABASE_URL: string
  DATABASE_APP_URL: string
  DATABASE_WORKER_URL: string
  DATABASE_AUTH_URL: string
}

/** The role of each connection but the owner's. */
export const roleOf = {
  DATABASE_APP_URL: 'zhile_app',
  DATABASE_WORKER_URL: 'zhile_worker',
  DATABASE_AUTH_URL: 'zhile_auth',
} as const

/** Completes the owner's connection by those of the other roles; what `given` names is kept. */
export function databaseUrls(
  ownerUrl: string,
  secrets: Secrets,
  given: Record<string, string | undefined> = {},
): DatabaseUrls {
  const url = (name: keyof typeof roleOf) => {
    const role = roleOf[name]
    const named = given[name]
    if (!named) return withUser(ownerUrl, role, secrets[role])
    if (new URL(named).username === role) return named
    throw new StartError(`${name} must sign in as ${role}, since the database grants rights to it.`)
  }
  return {
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: url('DATABASE_APP_URL'),
    DATABASE_WORKER_URL: url('DATABASE_WORKER_URL'),
    DATABASE_AUTH_URL: url('DATABASE_AUTH_URL'),
  }
}

/** The same server, another database. */
export function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${database}`
  return url.href
}

function withUser(connectionString: string, user: string, password: string): string {
  const url = new URL(connectionString)
  url.username = user
  url.password = password
  return url.href
}
