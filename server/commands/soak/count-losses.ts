import pg from 'pg'

/** Acknowledged experiences that are not there, and experiences that are there twice. Both must be zero. */
export async function countLosses(
  url: string,
  acknowledged: string[],
): Promise<{ losses: number; duplicates: number; stored: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: found } = await client.query(
    `SELECT count(*)::int AS losses FROM unnest($1::text[]) AS a (external_id)
     WHERE NOT EXISTS (SELECT FROM experiences e WHERE e.external_id = a.external_id)`,
    [acknowledged],
  )
  const { rows: twice } = await client.query(
    `SELECT count(*)::int AS stored, (count(*) - count(DISTINCT (organization_id, source, external_id)))::int AS duplicates FROM experiences`,
  )
  await client.end()
  return {
    losses: found[0]?.losses ?? -1,
    duplicates: twice[0]?.duplicates ?? -1,
    stored: twice[0]?.stored ?? 0,
  }
}
