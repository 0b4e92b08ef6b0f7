import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { guessMapping } from '#server/domain/import/guess-mapping.ts'
import type { ImportMapping, ProfileMapping } from '#server/domain/import/input.ts'
import { takeBackImport } from '#server/operations/import/take-back-import.ts'
import { takeBackImportChunk } from '#server/operations/import/take-back-import-chunk.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importProblems } from '#server/reports/import-problems.ts'
import { importFile } from './import-file.ts'

const pool = ownerPool()
let business: TestBusiness
let actor: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = { kind: 'job', organizationId: business.id, job: 'test', requestId: 'test' }
})

async function* body(text: string | Uint8Array) {
  yield typeof text === 'string' ? Buffer.from(text) : text
}

function profile(headers: string[], change: Partial<ImportMapping> = {}): ProfileMapping {
  const guess = guessMapping(headers, [], { timeZone: 'Asia/Shanghai', source: 'pms' })
  return { ...guess, ...change }
}

async function bring(
  text: string | Uint8Array,
  options: { change?: Partial<ImportMapping>; applyChanges?: boolean; headers?: string[] } = {},
) {
  const headers =
    options.headers ??
    String(text)
      .split('\n')[0]
      ?.split(',')
      .map((header) => header.trim()) ??
    []
  const { importId } = await importFile(actor, {
    fileName: 'test.csv',
    body: body(text),
    profile: profile(headers, options.change),
    applyChanges: options.applyChanges ?? false,
  })
  const detail = await importDetail(actor, { importId }, new Date())
  const problems = await importProblems(actor, { importId, outcome: null, afterRowNo: 0 })
  const { newCount, sameCount, changedCount, conflictCount, errorCount, factCounts, state } = detail
  return {
    importId,
    state,
    counts: [newCount, sameCount, changedCount, conflictCount, errorCount],
    factCounts,
    problems: problems.lines.map((line) => ({
      rowNo: line.rowNo,
      outcome: line.outcome,
      codes: line.problems?.map((problem) => `${problem.field} ${problem.code}`) ?? [],
    })),
  }
}

async function one(sql: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await pool.query({
    text: sql,
    values: [business.id, ...values],
    rowMode: 'array',
  })
  return rows[0]?.[0]
}

describe('a file brought in', () => {
  test('one bad line never loses the others, and says what is wrong as the form would', async () => {
    const brought = await bring(
      [
        '体验编号,客户编号,时间,关键时刻,评分',
        'A1,C1,2026-05-31 14:05,进入大堂,4',
        'A2,,2026-05-31 14:05,进入大堂,4',
        'A3,C3,2026-02-30,进入大堂,4',
        'A4,C4,2026-05-31,不存在的时刻,4',
        'A5,C5,2026-05-31,lobby,9',
        'A6,C6,2099-01-01,lobby,1',
        'A7,C7',
        'A8,C8,2026/5/31 9:00,,-5',
      ].join('\n'),
    )
    expect(brought).toMatchObject({ state: 'done', counts: [2, 0, 0, 0, 6] })
    expect(brought.problems).toEqual([
      { rowNo: 2, outcome: 'error', codes: ['experiences.customerId required'] },
      { rowNo: 3, outcome: 'error', codes: ['experiences.occurredAt date.invalid'] },
      { rowNo: 4, outcome: 'error', codes: ['experiences.moment moment.unknown'] },
      { rowNo: 5, outcome: 'error', codes: ['experiences.score score.invalid'] },
      { rowNo: 6, outcome: 'error', codes: ['experiences.occurredAt date.future'] },
      { rowNo: 7, outcome: 'error', codes: ['line line.ragged'] },
    ])
    expect(
      await one(
        `SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM experiences WHERE organization_id = $1 AND external_id = 'A1'`,
      ),
    ).toBe('2026-05-31 06:05')
    expect(
      await one(
        `SELECT moment_no::int FROM experiences WHERE organization_id = $1 AND external_id = 'A8'`,
      ),
    ).toBe(0)
  })

  test('GB18030, quoted line breaks and spaces in headers arrive whole', async () => {
    // 编号 ,客户编号,时间,备注 — as a Chinese spreadsheet writes it.
    const gb = Buffer.from(
      'cce5d1e9b1e0bac5202cbfcdbba7b1e0bac52cb1b8d7a22ccab1bce40a47312c47432c22c8c8c7e90a' +
        'd6dcb5bd222c323032362d30352d33310a',
      'hex',
    )
    const brought = await bring(gb, { headers: ['体验编号', '客户编号', '备注', '时间'] })
    expect(brought).toMatchObject({ state: 'done', counts: [1, 0, 0, 0, 0] })
    expect(
      await one(`SELECT note FROM experiences WHERE organization_id = $1 AND external_id = 'G1'`),
    ).toBe('热情\n周到')
  })

  test('the same file again is all the same; a changed line is reported, and applied only when asked', async () => {
    const head = 'experience_id,customer_id,date,score\n'
    const first = `${head}B1,C1,2026-05-01,3\nB2,C1,2026-05-02,4`
    const changed = `${head}B1,C1,2026-05-01,-3\nB2,C1,2026-05-02,4`
    const score = () =>
      one(`SELECT score::int FROM experiences WHERE organization_id = $1 AND external_id = 'B1'`)
    expect((await bring(first)).counts).toEqual([2, 0, 0, 0, 0])
    expect((await bring(first)).counts).toEqual([0, 2, 0, 0, 0])
    expect((await bring(changed)).counts).toEqual([0, 1, 1, 0, 0])
    expect(await score()).toBe(3)
    expect(await bring(changed, { applyChanges: true })).toMatchObject({ counts: [0, 1, 1, 0, 0] })
    expect(await score()).toBe(-3)
    expect((await bring(changed)).counts).toEqual([0, 2, 0, 0, 0])
  })

  test('lines of one file that tell of the same fact: equal ones are the same, others contradict, wherever they stand', async () => {
    const filler = Array.from({ length: 2500 }, (_, n) => `F${n},C${n},2026-04-01,1`)
    const lines = ['D1,C1,2026-04-01,1', ...filler, 'D1,C1,2026-04-01,1', 'D1,C1,2026-04-01,2']
    const brought = await bring(`experience_id,customer_id,date,score\n${lines.join('\n')}`)
    expect(brought.counts).toEqual([2501, 1, 0, 1, 0])
    expect(brought.problems).toEqual([
      { rowNo: 2503, outcome: 'conflict', codes: ['line line.contradicts'] },
    ])
  })

  test('without an id column equal lines count once, and the file can still be brought in twice', async () => {
    const text = 'customer_id,date,score\nH1,2026-03-01,2\nH1,2026-03-01,2\nH1,2026-03-01,3'
    expect((await bring(text)).counts).toEqual([2, 1, 0, 0, 0])
    expect((await bring(text)).counts).toEqual([0, 3, 0, 0, 0])
  })

  test('orders carry their refunds in columns of their own, exact to the fen', async () => {
    const products = { customers: true, moments: false, locations: false, products: true }
    const text = [
      'order_id,customer_id,customer_name,order_date,delivery_date,sku,amount,refund_amount,refund_date',
      'O1,P1,王芳,2026-05-01,2026-05-03,ROOM,"¥1,280.05",,',
      'O2,P2,李明,2026-05-01,2026-05-03,ROOM,800,100.10,2026-05-04',
      'O3,P3,张伟,2026-05-01,2026-05-03,ROOM,800,900,2026-05-04',
      'O4,P4,赵敏,2026-05-01,2026-05-03,ROOM,1.005,,',
    ].join('\n')
    const brought = await bring(text, { change: { createMissing: products } })
    expect(brought.problems.map(({ rowNo, codes }) => [rowNo, codes])).toEqual([
      [3, ['refunds.amount refund.exceeds-order']],
      [4, ['orders.amount amount.invalid']],
    ])
    const amounts = await one(
      `SELECT array_agg(amount_minor::text ORDER BY external_id) FROM orders WHERE organization_id = $1`,
    )
    expect(amounts).toEqual(['128005', '80000', '80000'])
    expect(await one(`SELECT sum(amount_minor)::int FROM refunds WHERE organization_id = $1`)).toBe(
      10_010,
    )
    expect(
      await one(`SELECT name FROM customers WHERE organization_id = $1 AND external_id = 'P2'`),
    ).toBe('李明')
  })

  test('referrals of an earlier programme are kept as history', async () => {
    const text =
      'referral_id,referrer_id,referrer_name,referee_id,referee_name,referral_date,evidence\n' +
      'R1,Q1,孙丽,Q2,周杰,2026-05-01,前台登记\nR2,Q1,孙丽,Q1,孙丽,2026-05-01,自己'
    const brought = await bring(text, { change: { isHistory: true } })
    expect(brought.counts[0]).toBe(1)
    expect(brought.problems).toEqual([
      { rowNo: 2, outcome: 'error', codes: ['referrals.refereeId referral-self'] },
    ])
    expect(await one('SELECT bool_and(is_history) FROM referrals WHERE organization_id = $1')).toBe(
      true,
    )
    expect((await bring(text, { change: { isHistory: true } })).counts[1]).toBe(1)
  })

  test('taking back removes what the file brought and nothing else', async () => {
    const before = await one('SELECT count(*)::int FROM experiences WHERE organization_id = $1')
    const brought = await bring(
      'experience_id,customer_id,date\nZ1,Z1,2026-01-01\nZ2,C1,2026-01-01',
    )
    const { importId } = brought
    await takeBackImport(actor, { importId }, new Date())
    for (let isDone = false; !isDone; )
      isDone = (await takeBackImportChunk(actor, { importId }, new Date())).isDone
    expect(await one('SELECT count(*)::int FROM experiences WHERE organization_id = $1')).toBe(
      before,
    )
    expect(
      await one(
        `SELECT string_agg(external_id, ',') FROM customers WHERE organization_id = $1 AND external_id IN ('Z1', 'C1')`,
      ),
    ).toBe('C1')
    expect((await importDetail(actor, { importId }, new Date())).state).toBe('taken-back')
  })
})
