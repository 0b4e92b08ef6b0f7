import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { isReplicasFault, takeFreshReplica } from './fresh-replica.ts'

// The choice itself, against stand-ins for the two servers; then, where TEST_PRIMARY_URL and TEST_REPLICA_URL name a pair, against those.

/** A pool whose connections answer the replica's question one after the other, the last for ever. */
function replicaThat(answers: (boolean | null)[]) {
  const released: boolean[] = []
  let asked = 0
  const client = {
    query: async () => ({ rows: [{ is_fresh: answers[Math.min(asked++, answers.length - 1)] }] }),
    release: (isBroken?: boolean) => released.push(isBroken === true),
  }
  return { pool: { connect: async () => client }, client, released, asked: () => asked }
}

const primary = { query: async () => ({ rows: [{ position: '0/16B3748' }] }) }

describe('a replica is asked', () => {
  it('at once where it has replayed what the primary had written', async () => {
    const replica = replicaThat([true])
    expect(await takeFreshReplica(primary, replica.pool)).toBe(replica.client)
    expect(replica.released).toEqual([])
  })

  it('as soon as it has caught up', async () => {
    const replica = replicaThat([false, false, true])
    expect(await takeFreshReplica(primary, replica.pool, 1000)).toBe(replica.client)
    expect(replica.asked()).toBe(3)
  })

  it('not where it lags longer than a page may wait, and its connection goes back whole', async () => {
    const replica = replicaThat([false])
    expect(await takeFreshReplica(primary, replica.pool, 20)).toBeNull()
    expect(replica.released).toEqual([false])
  })

  it('not where it has become a primary of its own', async () => {
    expect(await takeFreshReplica(primary, replicaThat([null]).pool, 20)).toBeNull()
  })

  it('not where it cannot be reached, and then it is left alone for a while', async () => {
    let tries = 0
    const { client } = replicaThat([true])
    const connect = async (): Promise<typeof client> => {
      tries++
      throw new Error('connect ECONNREFUSED')
    }
    const pool = { connect }
    expect(await takeFreshReplica(primary, pool)).toBeNull()
    expect(await takeFreshReplica(primary, pool)).toBeNull()
    expect(tries).toBe(1)
  })

  it.each([
    ['40001', true],
    ['57P01', true],
    ['08006', true],
    ['ECONNRESET', true],
    ['42601', false],
    ['23505', false],
  ])('a question that failed with %s goes to the primary: %s', (code, isIts) => {
    expect(isReplicasFault(Object.assign(new Error('no'), { code }))).toBe(isIts)
  })
})

const { TEST_PRIMARY_URL, TEST_REPLICA_URL } = process.env
if (TEST_PRIMARY_URL && TEST_REPLICA_URL)
  describe('a real pair', () => {
    const ours = new pg.Pool({ connectionString: TEST_PRIMARY_URL })
    const copy = new pg.Pool({ connectionString: TEST_REPLICA_URL })
    afterAll(() => Promise.all([ours.end(), copy.end()]))

    it('never shows less than what was written before the question came', async () => {
      const table = `replica_trial_${randomUUID().slice(0, 8)}`
      await ours.query(`CREATE TABLE ${table} (n integer)`)
      let fromReplica = 0
      for (let n = 1; n <= 200; n++) {
        await ours.query(`INSERT INTO ${table} VALUES ($1)`, [n])
        const client = await takeFreshReplica(ours, copy)
        if (!client) continue
        const { rows } = await client.query(`SELECT count(*)::int AS seen FROM ${table}`)
        client.release()
        expect(rows).toEqual([{ seen: n }])
        fromReplica++
      }
      await ours.query(`DROP TABLE ${table}`)
      expect(fromReplica).toBeGreaterThan(100)
    })

    it('a replica whose replay stands still is passed over', async () => {
      await copy.query('SELECT pg_wal_replay_pause()')
      await ours.query('SELECT pg_switch_wal(), txid_current()')
      expect(await takeFreshReplica(ours, copy)).toBeNull()
      await copy.query('SELECT pg_wal_replay_resume()')
    })
  })
