import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { reading } from '#server/db/reading.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { guessMapping } from '#server/domain/import/guess-mapping.ts'
import { recordImportAtOnce } from '#server/operations/import/record-import-at-once.ts'
import { runImportChunk } from '#server/operations/import/run-import-chunk.ts'
import { stageImport } from '#server/operations/import/stage-import.ts'
import { takeBackImport } from '#server/operations/import/take-back-import.ts'
import { takeBackImportChunk } from '#server/operations/import/take-back-import-chunk.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importProblems } from '#server/reports/import-problems.ts'
import { importFile } from './import-file.ts'

const pool = ownerPool()
let business: TestBusiness
let actor: Actor

const HEADERS = ['experience_id', 'customer_id', 'date', 'score']
const mapping = guessMapping(HEADERS, [], { timeZone: 'Asia/Shanghai', source: 'pms' })

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = { kind: 'job', organizationId: business.id, job: 'test', requestId: 'test' }
})

async function* body(lines: readonly string[]) {
  yield Buffer.from([HEADERS.join(','), ...lines].join('\n'))
}

async function bring(lines: readonly string[], options: { isDirect?: boolean } = {}) {
  const given = { fileName: 'test.csv', body: body(lines), profile: mapping, mostRecords: 100 }
  const { importId } = await importFile(actor, { ...given, ...options })
  return told(importId)
}

async function told(importId: string) {
  const detail = await importDetail(actor, { importId }, new Date())
  const problems = await importProblems(actor, { importId, outcome: null, afterRowNo: 0 })
  const { newCount, sameCount, changedCount, conflictCount, errorCount, state } = detail
  return {
    importId,
    state,
    counts: [newCount, sameCount, changedCount, conflictCount, errorCount],
    problems: problems.lines.map(({ rowNo, outcome, cells, problems: found }) => ({
      rowNo,
      outcome,
      first: cells[0],
      codes: found?.map((problem) => problem.code) ?? [],
    })),
  }
}

async function one(sql: string, values: unknown[] = []): Promise<unknown> {
  const text = { text: sql, values: [business.id, ...values], rowMode: 'array' as const }
  return (await pool.query(text)).rows[0]?.[0]
}

function scoreOf(externalId: string) {
  const sql = 'SELECT score::int FROM experiences WHERE organization_id = $1 AND external_id = $2'
  return one(sql, [externalId])
}

function fillers(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${n},${prefix}${n},2026-04-01,1`)
}

describe('a file of many pieces', () => {
  test('has its repeated lines found wherever they stand, and the first stands', async () => {
    const lines = ['P,P,2026-04-01,1', ...fillers('p', 250), 'P,P,2026-04-01,1', 'P,P,2026-04-01,2']
    expect(await bring([...lines, ...fillers('q', 150), 'P,P,2026-04-01,3'])).toMatchObject({
      counts: [401, 1, 0, 2, 0],
      problems: [
        { rowNo: 253, outcome: 'conflict', first: 'P', codes: ['line.contradicts'] },
        { rowNo: 404, outcome: 'conflict', first: 'P', codes: ['line.contradicts'] },
      ],
    })
    expect(await scoreOf('P')).toBe(1)
  })

  test('recorded at once keeps aside what is wrong, and tells a contradiction of its own from a change', async () => {
    await bring(['K,K,2026-04-01,1'])
    const lines = [
      'D,D,2026-04-01,1',
      'bad,D,2026-02-30,1',
      'K,K,2026-04-01,2',
      ...fillers('d', 250),
      'D,D,2026-04-01,1',
      'D,D,2026-04-01,2',
      'D,D,2026-04-01,3',
    ]
    expect(await bring(lines, { isDirect: true })).toMatchObject({
      state: 'done',
      counts: [251, 1, 1, 2, 1],
      problems: [
        { rowNo: 2, outcome: 'error', first: 'bad', codes: ['date.invalid'] },
        { rowNo: 3, outcome: 'changed', first: 'K', codes: [] },
        { rowNo: 255, outcome: 'conflict', first: 'D', codes: ['line.contradicts-earlier'] },
        { rowNo: 256, outcome: 'conflict', first: 'D', codes: ['line.contradicts-earlier'] },
      ],
    })
    expect([await scoreOf('D'), await scoreOf('K')]).toEqual([1, 1])
    expect((await bring(lines, { isDirect: true })).counts).toEqual([0, 252, 1, 2, 1])
  })

  test('that says what another file said keeps its word when that one is taken back', async () => {
    for (const isDirect of [false, true]) {
      const lines = fillers(`w${isDirect}`, 120)
      const first = await bring(lines, { isDirect })
      const second = await bring(lines, { isDirect })
      expect(second.counts).toEqual([0, 120, 0, 0, 0])
      await takeBack(first.importId)
      const count = `SELECT count(*)::int FROM experiences WHERE organization_id = $1 AND external_id LIKE $2`
      expect(await one(count, [`w${isDirect}%`])).toBe(120)
      await takeBack(second.importId)
      expect(await one(count, [`w${isDirect}%`])).toBe(0)
    }
  })

  async function takeBack(importId: string): Promise<void> {
    await takeBackImport(actor, { importId }, new Date())
    for (let isDone = false; !isDone; )
      isDone = (await takeBackImportChunk(actor, { importId }, new Date())).isDone
  }
})

describe('a worker that is killed', () => {
  test('at any instant loses no line and records none twice', async () => {
    const lines = fillers('x', 6000)
    const given = { fileName: 'x.csv', body: body(lines), mostRecords: 50 }
    const { importId } = await stageImport(actor, given, new Date())
    await recordImportAtOnce(actor, { importId, mapping }, new Date())
    const progress = async () => (await importDetail(actor, { importId }, new Date())).progressCount
    const reached = [0]
    while (reached.length < 4) {
      const before = reached.at(-1) ?? 0
      const worker = atWork({ organizationId: business.id, importId })
      while ((await progress()) === before) await wait(20)
      await wait(Math.random() * 150)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      reached.push(await progress())
    }
    for (let isDone = false; !isDone; )
      isDone = (await runImportChunk(actor, { importId }, new Date())).isDone
    expect(reached.at(-1)).toBeLessThan(6000)
    expect(await told(importId)).toMatchObject({ state: 'done', counts: [6000, 0, 0, 0, 0] })
    const count = `SELECT count(*)::int FROM experiences WHERE organization_id = $1 AND import_id = $2`
    expect(await one(count, [importId])).toBe(6000)
    expect(
      await one(
        `SELECT (fact_counts ->> 'experiences')::int FROM imports WHERE organization_id = $1 AND id = $2`,
        [importId],
      ),
    ).toBe(6000)
    expect(await reading(actor, findDifferences)).toEqual([])
  }, 300_000)
})

/** The very job that the queue runs, in a process of its own. */
function atWork(payload: { organizationId: string; importId: string }) {
  const script = `const { runImport } = await import('./server/jobs/run-import.ts')
    await runImport.run(${JSON.stringify(payload)}, new Date())
    process.exit()`
  const options = ['--import', 'tsx', '--input-type=module', '--eval', script]
  return spawn(process.execPath, options, { stdio: ['ignore', 'ignore', 'inherit'] })
}
