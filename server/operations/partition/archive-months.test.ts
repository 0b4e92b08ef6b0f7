import { describe, expect, test } from 'vitest'
import { reading } from '#server/db/reading.ts'
import { mergeDeltas } from '#server/db/rollup-merge.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { verifyRollups } from '../rollup/verify-rollups.ts'
import { archiveMonths } from './archive-months.ts'
import { makePartitions } from './make-partitions.ts'

const pool = ownerPool()
const now = new Date()
const clock: Actor = {
  kind: 'job',
  organizationId: '00000000-0000-0000-0000-000000000000',
  job: 'test',
  requestId: '',
}
/** Four years ago, near a month's end: one run goes over into the next month. */
const year = now.getUTCFullYear() - 4
const at = (day: string) => new Date(`${year}-${day}T06:00:00Z`)

async function lived() {
  const business = await makeBusiness(pool)
  const actor = await business.actor('owner')
  const customer = { source: 'pms', externalId: 'c' }
  const items = ['05-30', '05-31', '06-01', '06-20', '07-02'].map((day, n) => ({
    source: 'pms',
    externalId: `e${n}`,
    customer,
    occurredAt: at(day),
    moment: n % 2 ? 'lobby' : null,
    score: n,
    episodeExternalId: n < 3 ? 'stay' : null,
  }))
  const results = await recordExperiences(actor, { items, createMissing: { customers: true } }, now)
  expect(results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'new'))
  const job: Actor = { ...clock, organizationId: business.id }
  return { business, actor, items, job }
}

const countsOf = async (id: string) =>
  (
    await pool.query('SELECT * FROM moment_totals WHERE organization_id = $1 ORDER BY 2, 3, 4, 5', [
      id,
    ])
  ).rows
const liveOf = async (id: string) =>
  (await pool.query('SELECT id FROM experiences WHERE organization_id = $1', [id])).rowCount

describe('archiveMonths', () => {
  test('[row 54] takes old months out with their checksums; counts stay and are still verified, and a month comes back whole', async () => {
    const { business, actor, items, job } = await lived()
    await mergeDeltas()
    const before = await countsOf(business.id)
    // The policy's edge: May and June go, July stays.
    const afterMonths = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() - 6
    const archived = await archiveMonths(clock, { afterMonths }, now)
    expect(archived.map(({ month }) => month)).toEqual([`${year}-05-01`, `${year}-06-01`])
    expect(archived.reduce((sum, { held }) => sum + held, 0)).toBe(4)
    expect(await archiveMonths(clock, { afterMonths }, now)).toEqual([])
    expect(await liveOf(business.id)).toBe(1)
    expect(await countsOf(business.id)).toEqual(before)
    expect(await verifyRollups(job, now)).toEqual([])

    const again = await recordExperiences(actor, { items }, now)
    expect(again.map(({ outcome, problems }) => problems?.[0]?.code ?? outcome)).toEqual([
      'date.archived',
      'date.archived',
      'date.archived',
      'date.archived',
      'same',
    ])
    expect(await liveOf(business.id)).toBe(1)

    await pool.query(
      `UPDATE moment_days SET experience_count = experience_count + 1 WHERE organization_id = $1 AND day = $2`,
      [business.id, `${year}-06-20`],
    )
    const wrong = await reading(actor, findDifferences)
    expect(wrong.map(({ check }) => check)).toContain('archived-month')
    await pool.query(
      `UPDATE moment_days SET experience_count = experience_count - 1 WHERE organization_id = $1 AND day = $2`,
      [business.id, `${year}-06-20`],
    )

    await pool.query(`UPDATE archive.experiences_${year}06 SET content_hash = '\\x01'`)
    await expect(pool.query('SELECT restore_month($1)', [`${year}-06-01`])).rejects.toMatchObject({
      message: 'archive-differs',
    })
    await pool.query('SELECT restore_month($1)', [`${year}-05-01`])
    expect(await liveOf(business.id)).toBe(3)
  })

  test('a month younger than three years is refused, whatever the policy says', async () => {
    await makePartitions(clock, now)
    await expect(
      pool.query(`SELECT archive_month(date_trunc('month', now() - interval '30 months')::date)`),
    ).rejects.toMatchObject({ message: 'month-too-young' })
  })

  test('nothing is archived while a count differs from its facts, and the owner sees that', async () => {
    const { business, job } = await livedToday()
    await mergeDeltas()
    await pool.query(
      'UPDATE moment_days SET exposure_count = exposure_count + 1 WHERE organization_id = $1',
      [business.id],
    )
    expect((await verifyRollups(job, now)).length).toBeGreaterThan(0)
    const { rows } = await pool.query('SELECT kind FROM alarms WHERE organization_id = $1', [
      business.id,
    ])
    expect(rows).toEqual([{ kind: 'rollup-differs' }])
    expect(await archiveMonths(clock, { afterMonths: 36 }, now)).toEqual([])
    await pool.query(
      'UPDATE moment_days SET exposure_count = exposure_count - 1 WHERE organization_id = $1',
      [business.id],
    )
    expect(await verifyRollups(job, now)).toEqual([])
    expect(
      (await pool.query('SELECT FROM alarms WHERE organization_id = $1', [business.id])).rowCount,
    ).toBe(0)
  })

  test('no member archives', async () => {
    const owner = await (await makeBusiness(pool)).actor('owner')
    await expect(archiveMonths(owner, { afterMonths: 36 }, now)).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'partition.archive' },
    })
  })
})

/** One experience of today: its month is never archived. */
async function livedToday() {
  const business = await makeBusiness(pool)
  const customer = { source: 'pms', externalId: 'c' }
  const item = { source: 'pms', externalId: 'e', customer, occurredAt: now, moment: 'lobby' }
  const batch = { items: [item], createMissing: { customers: true } }
  await recordExperiences(await business.actor('owner'), batch, now)
  return { business, job: { ...clock, organizationId: business.id } satisfies Actor }
}
