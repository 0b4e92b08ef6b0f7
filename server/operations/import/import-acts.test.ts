import { beforeAll, describe, expect, test } from 'vitest'
import { appPool, ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { guessMapping } from '#server/domain/import/guess-mapping.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importList } from '#server/reports/import-list.ts'
import { importProblems } from '#server/reports/import-problems.ts'
import { importProfiles } from '#server/reports/import-profiles.ts'
import { cancelImport } from './cancel-import.ts'
import { checkImport } from './check-import.ts'
import { checkImportChunk } from './check-import-chunk.ts'
import { deleteImportProfile } from './delete-import-profile.ts'
import { failImport } from './fail-import.ts'
import { forgetImportChunk } from './forget-import-chunk.ts'
import { previewImport } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { runImportChunk } from './run-import-chunk.ts'
import { saveImportProfile } from './save-import-profile.ts'
import { stageImport } from './stage-import.ts'
import { takeBackImport } from './take-back-import.ts'

const pool = ownerPool()
let business: TestBusiness
let owner: Actor
let job: Actor

const HEADERS = ['experience_id', 'customer_id', 'date', 'score']
const mapping = guessMapping(HEADERS, [], { timeZone: 'Asia/Shanghai', source: 'pms' })
const now = () => new Date()

beforeAll(async () => {
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
  job = { kind: 'job', organizationId: business.id, job: 'run-import', requestId: 'test' }
})

async function* body(text: string) {
  yield Buffer.from(text)
}

function lines(prefix: string, count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `${prefix}${n},${prefix}${n},2026-05-31,1`)
  return `${HEADERS.join(',')}\n${rows.join('\n')}`
}

async function staged(text: string, actor = owner): Promise<string> {
  const given = { fileName: 'a.csv', body: body(text), mostRecords: 2000 }
  return (await stageImport(actor, given, now())).importId
}

async function checked(text: string): Promise<string> {
  const importId = await staged(text)
  await checkImport(job, { importId, mapping }, now())
  await until(() => checkImportChunk(job, { importId }, now()))
  return importId
}

async function until(step: () => Promise<{ isDone: boolean }>): Promise<void> {
  for (let isDone = false; !isDone; ) isDone = (await step()).isDone
}

async function count(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await pool.query(`SELECT count(*)::int AS n FROM ${sql}`, values)
  return rows[0]?.n
}

function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: { problem?: unknown }) => error.problem ?? error,
  )
}

describe('an import', () => {
  test('is begun by owner and marketing only; others of the office may look, staff may not', async () => {
    const forbidden = { kind: 'forbidden', permission: 'import.run' }
    for (const role of ['finance', 'staff', 'auditor'] as const) {
      const actor = await business.actor(role)
      const importId = await staged(lines('R', 1))
      expect(await refusal(staged(lines('R', 1), actor))).toEqual(forbidden)
      const refused = await Promise.all(
        [
          checkImport(actor, { importId, mapping }, now()),
          previewImport(actor, { importId, mapping }, now()),
          runImport(actor, { importId, applyChanges: false }, now()),
          cancelImport(actor, { importId }, now()),
          takeBackImport(actor, { importId }, now()),
          checkImportChunk(actor, { importId }, now()),
          runImportChunk(actor, { importId }, now()),
          saveImportProfile(actor, { name: 'x', mapping }, now()),
        ].map(refusal),
      )
      for (const answer of refused) expect(answer).toEqual(forbidden)
      const looked = await refusal(importList(actor, { before: null }))
      expect(looked).toEqual(
        role === 'staff' ? { kind: 'forbidden', permission: 'import.read' } : 'done',
      )
    }
    expect(await refusal(staged(lines('R', 1), await business.actor('marketing')))).toEqual(
      expect.any(String),
    )
  })

  test("another organization's import is not there, by any act or question", async () => {
    const importId = await staged(lines('N', 1))
    const stranger = await (await makeBusiness(pool)).actor('owner')
    const missing = { kind: 'not-found', noun: 'import' }
    const refused = await Promise.all(
      [
        checkImport(stranger, { importId, mapping }, now()),
        previewImport(stranger, { importId, mapping }, now()),
        runImport(stranger, { importId, applyChanges: false }, now()),
        cancelImport(stranger, { importId }, now()),
        takeBackImport(stranger, { importId }, now()),
        importDetail(stranger, { importId }, now()),
        importProblems(stranger, { importId, outcome: null, afterRowNo: 0 }),
      ].map(refusal),
    )
    for (const answer of refused) expect(answer).toEqual(missing)
    expect((await importList(stranger, { before: null })).imports).toEqual([])
    const app = appPool()
    const { rows } = await app.query('SELECT count(*)::int AS n FROM import_pieces')
    expect(rows).toEqual([{ n: 0 }])
  })

  test('that breaks off while it is sent leaves nothing', async () => {
    const before = [await count('imports'), await count('import_pieces')]
    async function* broken() {
      yield Buffer.from(lines('X', 5000))
      throw new Error('the line broke')
    }
    await expect(stageImport(owner, { fileName: 'a.csv', body: broken() }, now())).rejects.toThrow(
      'the line broke',
    )
    const unclosed = `${lines('X', 5000)}\n"X,X,2026-05-31,1`
    expect(await refusal(staged(unclosed))).toMatchObject({
      problems: [{ code: 'file.quote-unclosed' }],
    })
    expect(await refusal(staged(''))).toMatchObject({ problems: [{ code: 'file.empty' }] })
    expect(await refusal(staged('a,b\n'))).toMatchObject({ problems: [{ code: 'file.no-rows' }] })
    expect(await refusal(staged('PK\u0003\u0004\u0000\u0000'))).toMatchObject({
      problems: [{ code: 'file.not-text' }],
    })
    expect([await count('imports'), await count('import_pieces')]).toEqual(before)
  })

  test('shows its first lines under a mapping and keeps nothing of it', async () => {
    const importId = await staged(lines('P', 30))
    const { lines: shown } = await previewImport(owner, { importId, mapping }, now())
    expect(shown).toHaveLength(10)
    expect(shown[0]).toEqual({
      rowNo: 1,
      outcome: 'new',
      problems: [],
      facts: [
        {
          noun: 'experiences',
          values: {
            externalId: 'P0',
            customerId: 'P0',
            occurredAt: new Date('2026-05-30T16:00:00Z'),
            score: 1,
          },
        },
      ],
    })
    expect(await count(`customers WHERE external_id LIKE 'P%'`)).toBe(0)
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'staged',
      newCount: 0,
    })
  })

  test('of a person goes to the queue; the trial counts and records nothing', async () => {
    const importId = await staged(lines('Q', 3))
    await checkImport(owner, { importId, mapping }, now())
    expect(
      await count(
        `graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'check-import' AND j.payload ->> 'importId' = $1`,
        [importId],
      ),
    ).toBe(1)
    await until(() => checkImportChunk(job, { importId }, now()))
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'checked',
      newCount: 3,
    })
    expect(await count(`experiences WHERE external_id LIKE 'Q%'`)).toBe(0)
  })

  test('refuses acts that its state does not allow', async () => {
    const importId = await staged(lines('S', 1))
    const notNow = { kind: 'rule-broken', rule: 'import-not-now' }
    expect(await refusal(runImport(owner, { importId, applyChanges: false }, now()))).toEqual(
      notNow,
    )
    expect(await refusal(cancelImport(owner, { importId }, now()))).toEqual(notNow)
    expect(await refusal(takeBackImport(owner, { importId }, now()))).toEqual(notNow)
    expect(
      await refusal(
        checkImport(
          owner,
          { importId, mapping: { ...mapping, facts: [{ noun: 'customers', fields: {} }] } },
          now(),
        ),
      ),
    ).toEqual({
      kind: 'invalid',
      problems: [
        { field: '0.externalId', code: 'required' },
        { field: '0.name', code: 'required' },
      ],
    })
  })

  test('stops between two chunks, and goes on from there without doing a line twice', async () => {
    const importId = await checked(lines('T', 4500))
    await runImport(job, { importId, applyChanges: false }, now())
    await runImportChunk(job, { importId, mostPieces: 1 }, now())
    await cancelImport(owner, { importId }, now())
    expect(await runImportChunk(job, { importId }, now())).toMatchObject({
      isDone: true,
      progressCount: 2000,
    })
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'cancelled',
      newCount: 2000,
      progressCount: 2000,
      factCounts: { experiences: 2000 },
    })
    expect(await count(`experiences WHERE external_id LIKE 'T%'`)).toBe(2000)
    await runImport(job, { importId, applyChanges: false }, now())
    await until(() => runImportChunk(job, { importId }, now()))
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'done',
      newCount: 4500,
      sameCount: 0,
      factCounts: { experiences: 4500 },
    })
    expect(await count(`experiences WHERE external_id LIKE 'T%'`)).toBe(4500)
    expect(await count('import_pieces WHERE import_id = $1 AND body IS NOT NULL', [importId])).toBe(
      0,
    )
  }, 120_000)

  test('two workers at once record every line once', async () => {
    const importId = await checked(lines('U', 4500))
    await runImport(job, { importId, applyChanges: false }, now())
    await Promise.all([1, 2, 3].map(() => until(() => runImportChunk(job, { importId }, now()))))
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'done',
      newCount: 4500,
      sameCount: 0,
    })
    expect(await count(`experiences WHERE external_id LIKE 'U%'`)).toBe(4500)
  }, 120_000)

  test('that failed keeps what was whole and can go on', async () => {
    const importId = await checked(lines('V', 3))
    await runImport(job, { importId, applyChanges: false }, now())
    await failImport(job, { importId }, now())
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'failed',
      failure: 'running',
    })
    await runImport(job, { importId, applyChanges: false }, now())
    await until(() => runImportChunk(job, { importId }, now()))
    expect(await importDetail(owner, { importId }, now())).toMatchObject({
      state: 'done',
      failure: null,
      newCount: 3,
    })
  })

  test('that nobody went on with is forgotten with its lines', async () => {
    const importId = await staged(lines('W', 3))
    await until(() => forgetImportChunk(job, { importId }, now()))
    expect(await count('import_pieces WHERE import_id = $1 AND body IS NOT NULL', [importId])).toBe(
      0,
    )
    expect((await importDetail(owner, { importId }, now())).state).toBe('taken-back')
  })
})

describe('a profile', () => {
  test('is kept by name, replaced by the same name, offered where its columns are there, and removed', async () => {
    const marketing = await business.actor('marketing')
    await saveImportProfile(marketing, { name: 'PMS', mapping }, now())
    await saveImportProfile(
      marketing,
      { name: 'PMS', mapping: { ...mapping, source: 'pms2' } },
      now(),
    )
    const own = (await importProfiles(marketing)).filter((profile) => profile.id !== null)
    expect(own).toMatchObject([{ name: 'PMS', kind: 'experiences', mapping: { source: 'pms2' } }])
    const fitting = await importDetail(owner, { importId: await staged(lines('Y', 1)) }, now())
    expect(fitting.profiles.map((profile) => profile.name)).toEqual(['PMS'])
    const other = await importDetail(owner, { importId: await staged('a,b\n1,2') }, now())
    expect(other.profiles).toEqual([])
    await deleteImportProfile(marketing, { profileId: own[0]?.id ?? '' })
    expect(await refusal(deleteImportProfile(marketing, { profileId: own[0]?.id ?? '' }))).toEqual({
      kind: 'not-found',
      noun: 'import-profile',
    })
  })

  test('may not take the name of one that comes with the product', async () => {
    expect(
      await refusal(saveImportProfile(owner, { name: 'us-airlines', mapping }, now())),
    ).toEqual({
      kind: 'invalid',
      problems: [{ field: 'name', code: 'name.taken' }],
    })
  })
})
