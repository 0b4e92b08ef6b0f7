import { beforeAll, describe, expect, test } from 'vitest'
import { makeSignIn, TEST_PASSWORD } from '#server/auth/test-member.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { FIELDS, IMPORT_NOUNS } from '#server/domain/import/fields.ts'
import { guessFact } from '#server/domain/import/guess-mapping.ts'
import type { Role } from '#server/domain/role.ts'
import { checkImport } from '#server/operations/import/check-import.ts'
import { checkImportChunk } from '#server/operations/import/check-import-chunk.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { answerAuth } from './auth.ts'
import { answerImportProblems } from './import-problems.ts'
import { answerImportTemplate } from './import-template.ts'
import { answerUpload } from './upload.ts'

const pool = ownerPool()
const ORIGIN = 'http://localhost:3000'
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

async function cookieOf(role: Role): Promise<string> {
  const { email } = await makeSignIn(pool, business.id, role)
  const answer = await answerAuth(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ email, password: TEST_PASSWORD }),
    }),
  )
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

function upload(text: string, headers: Record<string, string> = {}): Promise<Response> {
  return answerUpload(
    new Request(`${ORIGIN}/api/v1/uploads`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', origin: ORIGIN, ...headers },
      body: text,
    }),
  )
}

describe('the upload door', () => {
  test('takes a raw stream from our own page and a member who may bring in files', async () => {
    const cookie = await cookieOf('marketing')
    const name = encodeURIComponent('../顾客 "5月".csv')
    const answer = await upload('编号,姓名\n1,李明\n', { cookie, 'x-file-name': name })
    expect(answer.status).toBe(201)
    const { importId, rowCount } = (await answer.json()) as { importId: string; rowCount: number }
    expect(rowCount).toBe(1)
    const owner = await business.actor('owner')
    expect(await importDetail(owner, { importId }, new Date())).toMatchObject({
      fileName: '顾客 5月.csv',
      encoding: 'utf-8',
      headers: ['编号', '姓名'],
    })
  })

  test('refuses forms, other sites, strangers and other roles', async () => {
    const cookie = await cookieOf('owner')
    const status = async (headers: Record<string, string>) =>
      (await upload('a,b\n1,2\n', headers)).status
    expect(await status({ cookie, 'content-type': 'multipart/form-data; boundary=x' })).toBe(415)
    expect(await status({ cookie, 'content-type': 'text/csv' })).toBe(415)
    expect(await status({ cookie, origin: 'https://evil.example' })).toBe(403)
    expect(await status({})).toBe(401)
    expect(await status({ cookie: await cookieOf('staff') })).toBe(403)
    expect(await status({ cookie: await cookieOf('auditor') })).toBe(403)
    expect(await status({ cookie })).toBe(201)
  })

  test('says what is wrong with a file as a code', async () => {
    const answer = await upload('', { cookie: await cookieOf('owner') })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      problem: { kind: 'invalid', problems: [{ field: 'file', code: 'file.empty' }] },
    })
  })
})

describe('the file of problems', () => {
  test('has the original columns and what is wrong in the language asked for, and no cell that runs as a formula', async () => {
    const cookie = await cookieOf('owner')
    const text = '姓名,顾客编号\n=HYPERLINK("http://evil"),\n李明,1\n'
    const staged = await upload(text, { cookie, 'x-file-name': 'a.csv' })
    const { importId } = (await staged.json()) as { importId: string }
    const owner = await business.actor('owner')
    const { suggested: mapping } = await importDetail(owner, { importId }, new Date())
    await checkImport(owner, { importId, mapping }, new Date())
    await checkImportChunk(owner, { importId }, new Date())
    const file = async (locale: string, headers: Record<string, string> = { cookie }) => {
      const request = new Request(`${ORIGIN}/x?locale=${locale}`, { headers })
      return answerImportProblems(request, importId)
    }
    const chinese = await file('zh-CN')
    expect(chinese.headers.get('content-disposition')).toContain('attachment')
    expect(Buffer.from(await chinese.arrayBuffer()).toString()).toBe(
      '\uFEFF姓名,顾客编号,行,结果,问题\r\n' +
        `"'=HYPERLINK(""http://evil"")",,1,有错误,顾客编号：请填写此项。\r\n`,
    )
    const english = Buffer.from(await (await file('en')).arrayBuffer()).toString()
    expect(english).toContain('Customer ID: Please fill this in.')
    expect((await file('en', {})).status).toBe(401)
    expect((await file('en', { cookie: await cookieOf('staff') })).status).toBe(403)
  })
})

describe('templates', () => {
  test.each(IMPORT_NOUNS.flatMap((noun) => [[noun, 'en'] as const, [noun, 'zh-CN'] as const]))(
    'every header of the %s template in %s is understood when it comes back',
    async (noun, locale) => {
      const request = new Request(`${ORIGIN}/x?locale=${locale}`)
      const text = await answerImportTemplate(request, noun).text()
      const headers = text.split('\r\n')[0]?.split(',') ?? []
      const { fact } = guessFact(noun, headers)
      const columns = FIELDS[noun].map(({ name }) => {
        const source = fact.fields[name]
        return source?.kind === 'column' ? source.column : null
      })
      expect(columns).toEqual(headers)
    },
  )

  test('there is none for what cannot be brought in', () => {
    expect(answerImportTemplate(new Request(`${ORIGIN}/x`), 'commissions').status).toBe(404)
  })
})
