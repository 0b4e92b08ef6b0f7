import type pg from 'pg'
import { nameRows } from './customers.ts'

/** Places of the generated business; the first is the busiest. */
export const PLACES = [
  '西湖店',
  '外滩店',
  '国贸店',
  '滨江店',
  '春熙店',
  '鼓楼店',
  '解放碑店',
  '天河店',
]

/**
 * The generator's own schema. Its numbers are hashes of row numbers: the same on every machine, in any order, on any number of
 * connections, and a row can be made again without those before it.
 */
export async function makeScaffold(owner: pg.Client): Promise<void> {
  await owner.query(
    'SET ROLE NONE; CREATE SCHEMA IF NOT EXISTS bench AUTHORIZATION zhile_owner; SET ROLE zhile_owner',
  )
  await owner.query(`
    CREATE TABLE IF NOT EXISTS bench.steps (name text PRIMARY KEY, seconds double precision NOT NULL);
    CREATE TABLE IF NOT EXISTS bench.customers (rank int PRIMARY KEY, id uuid NOT NULL, location_no smallint NOT NULL);
    CREATE TABLE IF NOT EXISTS bench.names (kind text, no int, zh text NOT NULL, py text NOT NULL, PRIMARY KEY (kind, no));
    -- Uniform in [0, 1); the salt makes independent draws for one number.
    CREATE OR REPLACE FUNCTION bench.u(p_no bigint, p_salt bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
      SELECT (hashint8extended(p_no, p_salt) & 9007199254740991)::double precision / 9007199254740992.0
    $$;
    -- 1 … p_most with chances close to 1 : 1/2 : 1/3 …
    CREATE OR REPLACE FUNCTION bench.zipf(p_u double precision, p_most int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
      SELECT least(p_most, floor(power(p_most + 1, p_u)))::int
    $$;
    CREATE OR REPLACE FUNCTION bench.location(p_u double precision) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
      SELECT bench.zipf(p_u, ${PLACES.length})::smallint
    $$`)
  await owner.query(
    `INSERT INTO bench.names SELECT * FROM jsonb_to_recordset($1::jsonb) AS n (kind text, no int, zh text, py text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(nameRows())],
  )
  await owner.query('ANALYZE bench.names')
}

/** Runs a step of the making once, however often the making is begun anew, and says how long it took. */
export async function once(
  owner: pg.Client,
  name: string,
  say: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM bench.steps WHERE name = $1', [name])
  if (rowCount) return
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  await owner.query('INSERT INTO bench.steps VALUES ($1, $2)', [name, seconds])
  say(`${name}: ${seconds.toFixed(1)} s`)
}
