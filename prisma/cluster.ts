import pg from 'pg'

/** One Postgres of a Citus cluster, as the coordinator knows it. */
export type Node = { id: number; host: string; port: number }

/**
 * The worker nodes that the connection's database has registered, by id; empty on a single Postgres, and on a cluster without nodes.
 */
export async function workerNodes(client: pg.Client): Promise<Node[]> {
  if (!(await hasCitus(client))) return []
  const { rows } = await client.query<Node>(
    `SELECT nodeid AS id, nodename AS host, nodeport AS port FROM pg_dist_node
      WHERE groupid <> 0 AND noderole = 'primary' AND isactive ORDER BY nodeid`,
  )
  return rows
}

/** Whether the connection's database has the extension; a server that could have it is not enough. */
export async function hasCitus(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM pg_extension WHERE extname = 'citus'`)
  return rowCount === 1
}

/** The same user and database on another node. Sockets and passwords that only the coordinator takes do not work there. */
export function onNode(connectionString: string, node: Node): string {
  const url = new URL(connectionString)
  url.searchParams.delete('host')
  url.hostname = node.host
  url.port = String(node.port)
  return url.href
}

/** Opens a connection for some work, and closes it whatever happens. */
export async function withClient<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
