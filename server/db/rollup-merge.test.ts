import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../domain/actor.ts'
import { ensureFactPartitions } from './fact-partitions.ts'
import { ingestExperiences } from './ingest-experiences.ts'
import { reading } from './reading.ts'
import { mergeDeltas } from './rollup-merge.ts'
import { findDifferences } from './rollup-verify.ts'
import { appPool, ownerPool } from './test-database.ts'
import { makeBusiness } from './test-people.ts'
import { transaction } from './transaction.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
let organizationId: string
let actor: Actor
let sent = 0

beforeAll(async () => {
  const business = await makeBusiness(pool)
  organizationId = business.id
  actor = await business.actor('owner')
  await ensureFactPartitions(actor, [now])
})

async function live(count: number) {
  const items = Array.from({ length: count }, () => {
    sent += 1
    const customer = { source: 'pms', externalId: `c${sent % 7}` }
    const occurredAt = new Date(now.getTime() - (sent % 20) * 3_600_000)
    return {
      source: 'pms',
      externalId: `e${sent}`,
      customer,
      occurredAt,
      moment: 'lobby',
      score: sent % 6,
    }
  })
  await transaction(actor, (tx) =>
    ingestExperiences(tx, { items, createMissing: { customers: true } }, now),
  )
}

async function experienceCounts() {
  const { rows } = await pool.query(
    `SELECT (SELECT coalesce(sum(experience_count), 0)::int FROM moment_days WHERE organization_id = $1) AS merged,
       (SELECT coalesce(sum(experience_count), 0)::int FROM moment_day_deltas WHERE organization_id = $1) AS waiting`,
    [organizationId],
  )
  return rows[0]
}

describe('mergeDeltas', () => {
  test('moves every delta into the rollup once; a second call finds nothing', async () => {
    await live(50)
    expect(await experienceCounts()).toEqual({ merged: 0, waiting: 50 })
    expect(await mergeDeltas()).toBeGreaterThan(0)
    expect(await experienceCounts()).toEqual({ merged: 50, waiting: 0 })
    expect(await mergeDeltas()).toBe(0)
    expect(await reading(actor, findDifferences)).toEqual([])
  })

  test('rollup and deltas are the facts in every snapshot, while facts arrive and several merge at once', async () => {
    const work = [0, 1, 2].map(async () => {
      for (let batch = 0; batch < 8; batch += 1) await live(10)
    })
    const merging = [0, 1].map(async () => {
      for (let turn = 0; turn < 12; turn += 1) await mergeDeltas()
    })
    for (let snapshot = 0; snapshot < 8; snapshot += 1)
      expect(await reading(actor, findDifferences)).toEqual([])
    await Promise.all([...work, ...merging])
    await mergeDeltas()
    expect(await experienceCounts()).toEqual({ merged: sent, waiting: 0 })
    expect(await reading(actor, findDifferences)).toEqual([])
  })

  test('the application can neither change a rollup nor take a delta away', async () => {
    const app = await appPool().connect()
    for (const attack of [
      `UPDATE moment_days SET exposure_count = 0`,
      `DELETE FROM moment_days`,
      `DELETE FROM moment_day_deltas`,
      `UPDATE outcome_day_deltas SET outcome_count = 0`,
      `UPDATE experiences SET score = 5`,
      `UPDATE shares SET valence = 1`,
    ]) {
      await app.query(`BEGIN; SET LOCAL app.org_id = '${organizationId}'`)
      await expect(app.query(attack)).rejects.toMatchObject({ code: '42501' })
      await app.query('ROLLBACK')
    }
    app.release()
  })
})

describe('findDifferences', () => {
  test.each([
    {
      wrong: 'UPDATE moment_days SET experience_count = experience_count + 1',
      check: 'moment-day',
    },
    { wrong: `UPDATE exposures SET shared_at = now()`, check: 'mark' },
    {
      wrong: `UPDATE exposures SET location_no = location_no + 1`,
      check: 'exposure',
    },
    { wrong: `UPDATE experiences SET moment_no = 99`, check: 'moment' },
    {
      wrong: `INSERT INTO outcome_day_deltas (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count)
        SELECT organization_id, day, 1, 0, 'share', 'feed', 1, 7, 1 FROM moment_days`,
      check: 'outcome-day',
    },
  ])('finds a wrong $check', async ({ wrong, check }) => {
    const business = await makeBusiness(pool)
    const own = await business.actor('owner')
    const items = [
      {
        source: 'pms',
        externalId: 'e',
        customer: { source: 'pms', externalId: 'c' },
        occurredAt: now,
      },
    ]
    await transaction(own, (tx) =>
      ingestExperiences(tx, { items, createMissing: { customers: true } }, now),
    )
    await mergeDeltas()
    await pool.query(`${wrong} WHERE organization_id = $1`, [business.id])
    const found = await reading(own, findDifferences)
    expect(found.map((difference) => difference.check)).toContain(check)
  })
})
