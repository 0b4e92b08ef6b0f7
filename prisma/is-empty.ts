import pg from 'pg'

/** Whether the database knows no business yet, as it is after its first migration. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c role=zhile_owner' })
  await client.connect()
  const { rowCount } = await client.query('SELECT FROM organizations LIMIT 1')
  await client.end()
  return rowCount === 0
}
