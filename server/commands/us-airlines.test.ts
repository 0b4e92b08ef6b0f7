import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { reading } from '#server/db/reading.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'
import { ownerPool } from '#server/db/test-database.ts'
import type { Actor } from '#server/domain/actor.ts'
import { SHIPPED_PROFILES } from '#server/domain/import/shipped-profiles.ts'
import { takeBackImport } from '#server/operations/import/take-back-import.ts'
import { takeBackImportChunk } from '#server/operations/import/take-back-import-chunk.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importFile } from './import-file.ts'

const path = join(resolve(process.env.SHARED_DIR ?? '../shared'), 'data/airline-experiences.csv')

const MOMENTS = {
  'Customer Service Issue': [2910, 189],
  'Late Flight': [1665, 107],
  "Can't Tell": [1190, 91],
  'Cancelled Flight': [847, 44],
  'Lost Luggage': [724, 51],
  'Bad Flight': [580, 39],
  'Flight Booking Problems': [529, 26],
  'Flight Attendant Complaints': [481, 39],
  longlines: [178, 9],
  'Damaged Luggage': [74, 2],
  unspecified: [5462, 170],
}

// Registered only where the real file is: it is never part of the project.
describe.runIf(existsSync(path))('the real posts about six US airlines', () => {
  const organizationId = randomUUID()
  const requestId = randomUUID()
  const actor: Actor = { kind: 'job', organizationId, job: 'command-line', requestId }
  const pool = ownerPool()
  let importId = ''

  async function rows(sql: string): Promise<unknown[][]> {
    const { rows: found } = await pool.query({
      text: sql,
      values: [organizationId],
      rowMode: 'array',
    })
    return found
  }

  function bring() {
    const profile = SHIPPED_PROFILES.find(({ name }) => name === 'us-airlines')?.mapping
    if (!profile) throw new Error('The profile is gone.')
    return importFile(actor, { fileName: 'airlines.csv', body: createReadStream(path), profile })
  }

  beforeAll(async () => {
    await pool.query(
      `INSERT INTO organizations (id, name, time_zone, currency, fact_namespace)
       VALUES ($1, 'US airlines', 'UTC', 'USD', gen_random_uuid())`,
      [organizationId],
    )
    importId = (await bring()).importId
  }, 300_000)

  test('every line goes in: one customer and one experience each, complaints and shares by their tone', async () => {
    expect(await importDetail(actor, { importId }, new Date())).toMatchObject({
      state: 'done',
      rowCount: 14_640,
      newCount: 14_640,
      sameCount: 0,
      changedCount: 0,
      conflictCount: 0,
      errorCount: 0,
      factCounts: { customers: 14_640, experiences: 14_640, complaints: 9178, shares: 2363 },
    })
    expect(
      await rows(
        'SELECT score::int, count(*)::int FROM experiences WHERE organization_id = $1 GROUP BY 1 ORDER BY 1',
      ),
    ).toEqual([
      [-4, 9178],
      [0, 3099],
      [4, 2363],
    ])
    expect(
      await rows(
        'SELECT count(DISTINCT customer_id)::int FROM experiences WHERE organization_id = $1',
      ),
    ).toEqual([[14_640]])
  })

  test('each moment has as many lines as the file, and as many that were spread further', async () => {
    const found = await rows(
      `SELECT coalesce(m.code, 'unspecified'), count(*)::int, count(e.note)::int FROM experiences e
       LEFT JOIN moments m ON m.organization_id = e.organization_id AND m.moment_no = e.moment_no
       WHERE e.organization_id = $1 GROUP BY 1`,
    )
    expect(Object.fromEntries(found.map(([name, ...counts]) => [name, counts]))).toEqual(MOMENTS)
  })

  test('each airline is a location with its lines', async () => {
    expect(
      await rows(
        `SELECT l.name, count(*)::int FROM experiences e
         JOIN locations l ON l.organization_id = e.organization_id AND l.location_no = e.location_no
         WHERE e.organization_id = $1 GROUP BY 1 ORDER BY 2 DESC`,
      ),
    ).toEqual([
      ['United', 3822],
      ['US Airways', 2913],
      ['American', 2759],
      ['Southwest', 2420],
      ['Delta', 2222],
      ['Virgin America', 504],
    ])
  })

  test('[row 13] 597 of 9 178 complaints and 76 of 2 363 shares were spread further, 1 210 times in all', async () => {
    expect(
      await rows(
        `SELECT count(*)::int, (count(*) FILTER (WHERE reach > 0))::int, bool_and(is_public) FROM complaints WHERE organization_id = $1`,
      ),
    ).toEqual([[9178, 597, true]])
    expect(
      await rows(
        `SELECT count(*)::int, (count(*) FILTER (WHERE reach > 0))::int, bool_and(is_public AND valence = 1) FROM shares WHERE organization_id = $1`,
      ),
    ).toEqual([[2363, 76, true]])
    expect(
      await rows(
        `SELECT sum(substring(note from '\\d+')::int)::int FROM experiences WHERE organization_id = $1`,
      ),
    ).toEqual([[1210]])
    expect(
      await rows(
        `SELECT ((SELECT sum(reach) FROM complaints WHERE organization_id = $1)
           + (SELECT sum(reach) FROM shares WHERE organization_id = $1)
           + (SELECT sum(substring(note from '\\d+')::int) FROM experiences WHERE organization_id = $1 AND score = 0))::int`,
      ),
    ).toEqual([[1210]])
  })

  test('the first day is 16 February 2015 and the last the 24th, in UTC', async () => {
    expect(
      await rows(
        `SELECT min(occurred_at AT TIME ZONE 'UTC')::date::text, max(occurred_at AT TIME ZONE 'UTC')::date::text
         FROM experiences WHERE organization_id = $1`,
      ),
    ).toEqual([['2015-02-16', '2015-02-24']])
  })

  test('the rollups count the same: one exposure a line, a complaint where the post was angry, a share where it was glad', async () => {
    const found = await rows(
      `SELECT coalesce(m.code, 'unspecified'), sum(d.exposure_count)::int, sum(d.experience_count)::int
       FROM moment_day_deltas d LEFT JOIN moments m ON m.organization_id = d.organization_id AND m.moment_no = d.moment_no
       WHERE d.organization_id = $1 GROUP BY 1`,
    )
    expect(Object.fromEntries(found.map(([name, ...counts]) => [name, counts]))).toEqual(
      Object.fromEntries(Object.entries(MOMENTS).map(([name, [count]]) => [name, [count, count]])),
    )
    expect(
      await rows(
        `SELECT kind, moment_no = 0, lag_days::int, sum(outcome_count)::int FROM outcome_day_deltas WHERE organization_id = $1
         GROUP BY 1, 2, 3 ORDER BY 1`,
      ),
    ).toEqual([
      ['complaint', false, 7, 9178],
      ['share', true, 7, 2363],
    ])
    expect(await differences()).toEqual([])
  })

  test('the same file again is all the same and adds nothing', async () => {
    const again = await bring()
    expect(await importDetail(actor, again, new Date())).toMatchObject({
      state: 'done',
      newCount: 0,
      sameCount: 14_640,
      errorCount: 0,
      factCounts: {},
    })
    expect(await rows('SELECT count(*)::int FROM experiences WHERE organization_id = $1')).toEqual([
      [14_640],
    ])
    await takeBack(again.importId)
    expect(await rows('SELECT count(*)::int FROM experiences WHERE organization_id = $1')).toEqual([
      [14_640],
    ])
  }, 300_000)

  test('taking it back leaves nothing, in facts and in rollups', async () => {
    await takeBack(importId)
    expect(await importDetail(actor, { importId }, new Date())).toMatchObject({
      state: 'taken-back',
      keptCount: 0,
    })
    for (const table of [
      'customers',
      'experiences',
      'exposures',
      'shares',
      'complaints',
      'import_rows',
      'import_pieces',
    ])
      expect([
        table,
        await rows(`SELECT count(*)::int FROM ${table} WHERE organization_id = $1`),
      ]).toEqual([table, [[0]]])
    expect(
      await rows(
        `SELECT coalesce(sum(abs(total)), 0)::int FROM (
           SELECT sum(exposure_count) AS total FROM moment_day_deltas WHERE organization_id = $1 GROUP BY day, moment_no, location_no) d`,
      ),
    ).toEqual([[0]])
    expect(
      await rows(
        `SELECT coalesce(sum(abs(total)), 0)::int FROM (
           SELECT sum(outcome_count) AS total FROM outcome_day_deltas WHERE organization_id = $1
           GROUP BY day, moment_no, location_no, kind, channel, valence, lag_days) d`,
      ),
    ).toEqual([[0]])
    expect(await differences()).toEqual([])
  }, 300_000)

  function differences() {
    return reading(actor, findDifferences)
  }

  async function takeBack(id: string): Promise<void> {
    await takeBackImport(actor, { importId: id }, new Date())
    for (let isDone = false; !isDone; )
      isDone = (await takeBackImportChunk(actor, { importId: id }, new Date())).isDone
  }
})
