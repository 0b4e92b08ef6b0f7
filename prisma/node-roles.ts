import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Node, onNode, withClient } from './cluster.ts'
import type { DatabaseUrls } from './database-urls.ts'
import { StartError } from './start-error.ts'

/**
 * Citus signs in to the nodes as whoever asks, and keeps roles alike on all of them: each such role must exist there and get in. So on a cluster the
 * owner may sign in, by a password that only the coordinator's catalogue holds; a partition is made on the nodes as its owner.
 */
export async function ensureNodeRoles(
  client: pg.Client,
  urls: DatabaseUrls,
  nodes: readonly Node[],
): Promise<void> {
  const passwords = {
    zhile_owner: randomBytes(32).toString('base64url'),
    zhile_app: decodeURIComponent(new URL(urls.DATABASE_APP_URL).password),
    zhile_worker: decodeURIComponent(new URL(urls.DATABASE_WORKER_URL).password),
  }
  for (const [role, password] of Object.entries(passwords)) {
    if ((await refusalOf(client, role)) === null) continue
    const servers = [urls.DATABASE_URL, ...nodes.map((node) => onNode(urls.DATABASE_URL, node))]
    for (const server of servers) await ensureLogin(server, role, password)
    await client.query(
      `INSERT INTO pg_dist_authinfo (nodeid, rolename, authinfo) VALUES (0, $1, $2)
       ON CONFLICT (rolename, nodeid) DO UPDATE SET authinfo = excluded.authinfo`,
      [role, `password='${password.replaceAll(/[\\']/g, String.raw`\$&`)}'`],
    )
    const refusal = await refusalOf(client, role)
    if (refusal !== null) throw new StartError(letIn(role, refusal))
  }
}

function letIn(role: string, refusal: string): string {
  return (
    `A worker node does not let the coordinator in as ${role}: ${refusal}\n` +
    `Allow it in the node's pg_hba.conf, by scram-sha-256 from the coordinator's address (docs/scaling.md).`
  )
}

/** What stops the coordinator from working on the nodes as the role, or null. */
async function refusalOf(client: pg.Client, role: string): Promise<string | null> {
  await client.query(`SET ROLE ${role}`)
  try {
    const { rows } = await client.query(
      `SELECT result FROM run_command_on_workers('SELECT 1') WHERE NOT success LIMIT 1`,
    )
    return rows[0]?.result ?? null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.query('RESET ROLE')
  }
}

async function ensureLogin(nodeUrl: string, role: string, password: string): Promise<void> {
  await withClient(nodeUrl, async (node) => {
    // Told one by one: Citus would pass it on to nodes that lack the role.
    await node.query('SET citus.enable_ddl_propagation = off')
    const { rowCount } = await node.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
    const act = rowCount === 0 ? 'CREATE' : 'ALTER'
    await node.query(`${act} ROLE ${role} LOGIN PASSWORD ${node.escapeLiteral(password)}`)
  })
}
