import pg from 'pg'

/**
 * A connection of the superuser that acts as the owner of the tables: to load and to ask plain SQL, as no operation may.
 * Foreign keys are not checked: the generator makes only rows that hold them, and rollups:verify looks at them after.
 */
export async function openOwner(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    options:
      '-c TimeZone=UTC -c jit=off -c session_replication_role=replica -c role=zhile_owner ' +
      '-c work_mem=192MB -c maintenance_work_mem=768MB -c enable_hashjoin=off -c enable_mergejoin=off',
  })
  await client.connect()
  return client
}
