import pg from 'pg'
import { withDatabase } from './database-urls.ts'

/** Makes a database on the server unless it is there, and answers with its connection. */
export async function ensureDatabase(
  serverUrl: string,
  name: string,
  isFresh: boolean,
): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  if (isFresh)
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  await client.end()
  return withDatabase(serverUrl, name)
}
