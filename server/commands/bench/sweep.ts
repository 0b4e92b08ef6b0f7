import { openOwner } from './open-owner.ts'

/** Vacuums and analyzes every table over two connections, as autovacuum would have done by the time that a year had passed. */
export async function sweep(url: string): Promise<void> {
  const owner = await openOwner(url)
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE s.nspname = 'public' AND c.relkind = 'r' ORDER BY pg_table_size(c.oid) DESC`,
  )
  await owner.end()
  const work = async () => {
    const client = await openOwner(url)
    for (let next = rows.shift(); next; next = rows.shift())
      await client.query(`VACUUM (ANALYZE) ${next.name}`)
    await client.end()
  }
  await Promise.all([work(), work()])
  const again = await openOwner(url)
  // The parents' own estimates; a vacuum of partitions does not touch them.
  await again.query('ANALYZE')
  await again.end()
}
