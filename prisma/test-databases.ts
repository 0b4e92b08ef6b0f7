import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { type Node, onNode, withClient, workerNodes } from './cluster.ts'
import { databaseUrls, withDatabase } from './database-urls.ts'
import { migrate } from './migrate.ts'
import { scaleOut } from './scale-out.ts'
import { readSecrets } from './secrets.ts'

const state = new URL('../.zhile', import.meta.url).pathname
/** Few, since each clone copies them all. */
const shards = 4

/** The servers that a test database lies on: the nodes of DATABASE_URL's database first, the coordinator last. */
async function serversOf(url: string): Promise<{ urls: string[]; nodes: Node[] }> {
  const nodes = await withClient(url, workerNodes)
  return { urls: [...nodes.map((node) => onNode(url, node)), url], nodes }
}

async function onEach(urls: string[], work: (client: pg.Client) => Promise<unknown>) {
  for (const url of urls) await withClient(url, work)
}

/** Makes the migrated, empty database that tests clone; on a cluster distributed, and under the same name on each node. */
export async function makeTemplate(url: string, template: string): Promise<void> {
  const { urls, nodes } = await serversOf(url)
  const draft = `${template}_draft`
  await onEach(urls, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8'`)
  })
  const drafts = urls.map((server) => withDatabase(server, draft))
  if (nodes.length > 0) await joinNodes(url, drafts, nodes)
  const draftUrls = databaseUrls(withDatabase(url, draft), readSecrets(state), process.env)
  await migrate(draftUrls)
  if (nodes.length > 0) await scaleOut(draftUrls, { shards })
  await onEach(urls, async (client) => {
    await closeToSessions(client, draft)
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  })
}

async function joinNodes(url: string, drafts: string[], nodes: Node[]): Promise<void> {
  await onEach(drafts, (client) => client.query('CREATE EXTENSION citus'))
  const self = await withClient(url, (client) =>
    client.query('SELECT nodename, nodeport FROM pg_dist_node WHERE groupid = 0'),
  )
  await withClient(drafts.at(-1) ?? '', async (client) => {
    for (const { nodename, nodeport } of self.rows)
      await client.query('SELECT citus_set_coordinator_host($1, $2)', [nodename, nodeport])
    for (const { host, port } of nodes)
      await client.query('SELECT citus_add_node($1, $2)', [host, port])
  })
}

/** Nobody clones a database with sessions. Citus keeps some of its own there for ever; ours are given time to end, since one that is cut ends its process. */
async function closeToSessions(client: pg.Client, database: string): Promise<void> {
  await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`)
  for (let tries = 0; tries < 50; tries++) {
    const { rows } = await client.query<{ left: number }>(
      `SELECT count(CASE WHEN backend_type <> 'client backend' OR application_name LIKE 'citus%' OR $2
           THEN pg_terminate_backend(pid) END)::int + count(*)::int AS left
         FROM pg_stat_activity WHERE datname = $1`,
      [database, tries > 25],
    )
    if (rows[0]?.left === 0) return
    await wait(200)
  }
}

/**
 * A fresh database like the template: on each node of a cluster under the same name, so that the nodes' list in it stays right. There each keeps
 * a daemon busy on every node, so those that ended processes of this machine have left behind go first.
 */
export async function cloneTemplate(url: string, template: string, name: string): Promise<void> {
  const { urls, nodes } = await serversOf(url)
  if (nodes.length > 0) await dropLeftBehind(urls)
  await onEach(urls, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
}

async function dropLeftBehind(urls: string[]): Promise<void> {
  await onEach([...urls].reverse(), async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname ~ '^zhile_test_[0-9]+_'`,
    )
    const left = rows.filter(({ datname }) => !isAlive(Number(datname.split('_')[2])))
    for (const { datname } of left)
      await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Drops databases of tests from the coordinator first, so that none is used whose nodes are gone. */
export async function dropTestDatabases(url: string, template: string): Promise<void> {
  const { urls } = await serversOf(url)
  await onEach(urls.reverse(), async (client) => {
    const { rows } = await client.query(
      `SELECT datname FROM pg_database
        WHERE datname ~ '^zhile_(test|template)_' AND datname <> $1`,
      [template],
    )
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  })
}
