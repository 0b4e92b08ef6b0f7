import type pg from 'pg'
import { hasCitus, type Node, withClient, workerNodes } from './cluster.ts'
import type { DatabaseUrls } from './database-urls.ts'
import { ensureNodeRoles } from './node-roles.ts'
import { StartError } from './start-error.ts'

/** Facts of one customer lie together on one node, so that a batch's statement is answered where they are. */
export const distributedTables = ['episodes', 'experiences', 'exposures'] as const

const lock = 7_453_004

export type TablePlace = {
  table: string
  place: 'distributed' | 'reference' | 'coordinator'
  shards: number
  bytes: number
}

/**
 * Spreads the fact tables over the worker nodes by customer, their rows included. A second call changes nothing but what is missing.
 *
 * @param options.shards  pieces of each table; a node more can take some of them. Facts keep their number for good.
 * @returns the tables that this call distributed
 * @throws StartError when the extension or the nodes are missing, or a node does not let the coordinator in
 */
export async function scaleOut(urls: DatabaseUrls, options: { shards: number }): Promise<string[]> {
  return withClient(urls.DATABASE_URL, async (client) => {
    const nodes = await requireNodes(client)
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    await ensureNodeRoles(client, urls, nodes)
    const done = await distributedTablesOf(client)
    const missing = distributedTables.filter((table) => !done.has(table))
    for (const table of missing) await distribute(client, table, options.shards)
    return missing
  })
}

/** Where each table lies, the largest first. */
export async function tablePlaces(connectionString: string): Promise<TablePlace[]> {
  return withClient(connectionString, async (client) => {
    await requireNodes(client)
    const { rows } = await client.query<TablePlace>(
      `SELECT c.relname AS table,
         CASE p.partmethod WHEN 'h' THEN 'distributed' WHEN 'n' THEN
           CASE p.repmodel WHEN 't' THEN 'reference' ELSE 'coordinator' END ELSE 'coordinator' END AS place,
         (SELECT count(*)::int FROM pg_dist_shard s WHERE s.logicalrelid = c.oid) AS shards,
         (CASE p.partmethod WHEN 'h' THEN citus_total_relation_size(c.oid) ELSE pg_total_relation_size(c.oid) END
           + (SELECT coalesce(sum(CASE WHEN p.partmethod = 'h' THEN citus_total_relation_size(inhrelid) ELSE pg_total_relation_size(inhrelid) END), 0)
              FROM pg_inherits WHERE inhparent = c.oid))::float8 AS bytes
       FROM pg_class c LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND c.relname <> '_prisma_migrations'
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
       ORDER BY bytes DESC, c.relname`,
    )
    return rows
  })
}

async function requireNodes(client: pg.Client): Promise<Node[]> {
  if (!(await hasCitus(client))) {
    throw new StartError(
      'This database lacks the extension citus: install Citus 13 on each Postgres 15, add it to shared_preload_libraries,\n' +
        'and run CREATE EXTENSION citus in this database on each of them (docs/scaling.md).',
    )
  }
  const nodes = await workerNodes(client)
  if (nodes.length > 0) return nodes
  throw new StartError(
    `No worker nodes are registered: SELECT citus_set_coordinator_host('this-host', 5432), then\n` +
      `SELECT citus_add_node('other-host', 5432) for each, in this database (docs/scaling.md).`,
  )
}

async function distributedTablesOf(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT logicalrelid::text AS name FROM pg_dist_partition WHERE partmethod = 'h'`,
  )
  return new Set(rows.map(({ name }) => name))
}

/** Moves the table and its partitions, in one transaction: until it commits, readers see the table as it was. */
async function distribute(client: pg.Client, table: string, shards: number): Promise<void> {
  await client.query('BEGIN')
  // Many partitions at once ask for many connections; one after the other asks for one.
  await client.query(`SET LOCAL citus.multi_shard_modify_mode = 'sequential'`)
  const [first] = distributedTables
  const place =
    table === first
      ? `shard_count => ${shards}, colocate_with => 'none'`
      : `colocate_with => '${first}'`
  await client.query(`SELECT create_distributed_table('${table}', 'customer_id', ${place})`)
  await client.query('COMMIT')
  // create_distributed_table copies the rows and leaves the originals behind, unseen.
  await client.query(`SELECT truncate_local_data_after_distributing_table('${table}')`)
}
