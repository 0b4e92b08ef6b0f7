import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
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
  }, 120_000)

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
    // Neutral posts are experiences only, so the reach of theirs is read from the file's own customers below.
    const found = await rows(
      `SELECT coalesce(m.code, 'unspecified'), count(*)::int FROM experiences e
       LEFT JOIN moments m ON m.organization_id = e.organization_id AND m.moment_no = e.moment_no
       WHERE e.organization_id = $1 GROUP BY 1`,
    )
    expect(Object.fromEntries(found.map(([name, count]) => [name, count]))).toEqual(
      Object.fromEntries(Object.entries(MOMENTS).map(([name, [count]]) => [name, count])),
    )
  })
})
