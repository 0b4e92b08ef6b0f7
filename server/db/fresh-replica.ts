import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/** A page waits no longer than this for a replica to catch up; the primary is asked instead. */
const PATIENCE_MS = 60
const STEP_MS = 4
/** A replica that cannot be reached is left alone for so long: each try would cost a page its time. */
const REST_MS = 5000

/** What is needed of a pool and of its connections. */
type Asked = { query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }> }
type Connection = Asked & { release(isBroken?: boolean): void }
type Pool<C extends Connection> = { connect(): Promise<C> }

const Position = z.array(z.object({ position: z.string() }))
const Caught = z.array(z.object({ is_fresh: z.boolean().nullable() }))

/** When each pool may be tried again; losing it with the process costs one try. */
const resting = new WeakMap<object, number>()

/**
 * A connection to the replica, once it has replayed all that the primary has written up to now.
 *
 * @param patienceMs  how long it may take to catch up
 * @returns null where it lags longer, cannot be reached, or is no replica (any more): then the primary is to be asked
 * @throws what the primary throws
 */
export async function takeFreshReplica<C extends Connection>(
  primary: Asked,
  replica: Pool<C>,
  patienceMs = PATIENCE_MS,
): Promise<C | null> {
  if ((resting.get(replica) ?? 0) > Date.now()) return null
  const { rows } = await primary.query('SELECT pg_current_wal_lsn()::text AS position')
  const [now] = Position.parse(rows)
  let client: C | undefined
  try {
    client = await replica.connect()
    if (await catchesUp(client, now?.position ?? '', patienceMs)) return client
    client.release()
    return null
  } catch {
    client?.release(true)
    resting.set(replica, Date.now() + REST_MS)
    return null
  }
}

async function catchesUp(
  client: Connection,
  position: string,
  patienceMs: number,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    // NULL where it replays nothing: it was made a primary, and goes a way of its own.
    const { rows } = await client.query(
      'SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AS is_fresh',
      [position],
    )
    if (Caught.parse(rows)[0]?.is_fresh) return true
    if (Date.now() >= deadline) return false
    await wait(STEP_MS)
  }
}

/**
 * Whether a question failed for what only a replica suffers: it was cancelled for what the primary has removed meanwhile (40001), or the replica
 * stopped or was cut off. The same question to the primary may well be answered.
 */
export function isReplicasFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(40001|57P0[1-3]|08\w{3}|ECONN\w+|EPIPE)$/.test(code) || isCut(error)
}

/** What pg says of a connection that ends meanwhile has no code. */
function isCut(error: unknown): boolean {
  return error instanceof Error && /^Connection terminated/.test(error.message)
}
