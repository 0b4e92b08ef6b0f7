import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { suspectIds } from './fact-source.ts'
import { factTransaction } from './fact-transaction.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')

async function world() {
  const business = await makeBusiness(pool)
  const actor = await business.actor('owner')
  const source = `pms-${randomUUID()}`
  const item = (externalId: string, occurredAt: string, score = 3) => {
    const customer = { source, externalId: 'a' }
    return { source, externalId, customer, occurredAt, moment: 'lobby', score }
  }
  const send = async (importId: string | null, ...items: ReturnType<typeof item>[]) => {
    const createMissing = { customers: true }
    const results = await recordExperiences(actor, { items, importId, createMissing }, now)
    return results.map(({ outcome }) => outcome)
  }
  const soleImport = async () => {
    const { rows } = await pool.query(
      'SELECT sole_import_id, sole_count::int FROM fact_sources WHERE organization_id = $1 AND source = $2',
      [business.id, source],
    )
    return rows[0]
  }
  return { actor, source, item, send, soleImport }
}

const MAY = '2026-05-02T02:00:00Z'
const JUNE = '2026-06-02T02:00:00Z'

test('[row 54] an import of a new system finds its own earlier lines, in whatever month they lie', async () => {
  const { item, send, soleImport } = await world()
  const importId = randomUUID()
  expect(await send(importId, item('1', MAY), item('2', MAY))).toEqual(['new', 'new'])
  expect(await send(importId, item('1', MAY), item('3', JUNE))).toEqual(['same', 'new'])
  expect(await send(importId, item('2', JUNE))).toEqual(['changed'])
  expect(await soleImport()).toEqual({ sole_import_id: importId, sole_count: 3 })
})

test('an import that goes on in a process that has forgotten it finds them too', async () => {
  const [first, other] = [await world(), await world()]
  const importId = randomUUID()
  await first.send(importId, first.item('1', MAY))
  await other.send(randomUUID(), other.item('1', MAY))
  expect(await first.send(importId, first.item('1', JUNE), first.item('2', JUNE))).toEqual([
    'changed',
    'new',
  ])
})

test('whoever else tells of the system in between is found, and from then on every id is asked for', async () => {
  const { item, send, soleImport } = await world()
  const importId = randomUUID()
  await send(importId, item('1', MAY))
  expect(await send(null, item('2', MAY))).toEqual(['new'])
  expect(await soleImport()).toMatchObject({ sole_import_id: null })
  expect(await send(importId, item('2', JUNE), item('3', JUNE))).toEqual(['changed', 'new'])
  expect(await send(null, item('3', MAY))).toEqual(['changed'])
})

test('a batch that fails leaves nothing that the next one believes', async () => {
  const { item, send } = await world()
  const importId = randomUUID()
  await send(importId, item('1', MAY))
  const broken = { ...item('2', MAY), customer: { source: 'x'.repeat(65), externalId: 'a' } }
  await expect(send(importId, item('4', MAY), broken as never)).resolves.toEqual(['new', 'error'])
  expect(await send(importId, item('4', JUNE), item('2', JUNE))).toEqual(['changed', 'new'])
})

test('two files of one system at once end with one fact per id', async () => {
  const { item, send } = await world()
  const many = Array.from({ length: 80 }, (_, at) => at)
  const sent = await Promise.all([
    send(randomUUID(), ...many.map((at) => item(`${at}`, MAY))),
    send(randomUUID(), ...many.map((at) => item(`${at}`, JUNE))),
  ])
  expect(sent.flat().filter((outcome) => outcome === 'new')).toHaveLength(80)
})

test('an import beside which another one begins counts its own lines all the same', async () => {
  const [first, other] = [await world(), await world()]
  const importId = randomUUID()
  const draftsOf = (source: string) => [{ id: randomUUID(), item: { source } }]
  await factTransaction(first.actor, async (tx) => {
    const suspects = await suspectIds(tx, { items: [], importId }, draftsOf(first.source))
    await factTransaction(other.actor, async (beside) => {
      await suspectIds(beside, { items: [], importId: randomUUID() }, draftsOf(other.source))
    })
    await suspects.remember([randomUUID()])
  })
  expect(await first.soleImport()).toEqual({ sole_import_id: importId, sole_count: 1 })
})

test('two imports at once in one process each find their own earlier lines', async () => {
  const worlds = [await world(), await world()]
  const ids = worlds.map(() => randomUUID())
  for (const day of ['01', '02', '03'])
    await Promise.all(
      worlds.map(({ item, send }, at) =>
        send(ids[at] ?? '', item(day, `2026-05-${day}T02:00:00Z`)),
      ),
    )
  const again = worlds.map(({ item, send }, at) =>
    send(ids[at] ?? '', item('01', JUNE), item('02', JUNE), item('03', JUNE)),
  )
  expect(await Promise.all(again)).toEqual(worlds.map(() => ['changed', 'changed', 'changed']))
})
