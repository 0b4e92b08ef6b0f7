import { expect } from '@playwright/test'
import { z } from 'zod'
import { personOf, test } from '../actors.ts'
import { type SecondProcess, startSecondProcess } from '../second-process.ts'

// Two app processes and two workers on one database: whatever one of them knows, all know.

let second: SecondProcess
test.beforeAll(async ({ baseURL }) => {
  second = await startSecondProcess(baseURL ?? '', 3217)
  await expect
    .poll(async () => (await fetch(`${second.url}/api/health`).catch(() => null))?.status, {
      timeout: 30_000,
    })
    .toBe(200)
})
test.afterAll(() => second.stop())

/** As a proxy in front of both would send it: the address is one, whichever process answers. */
function post(url: string, body: unknown, origin: string, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin, cookie }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return cookies.join('; ')
}

const Detail = z.object({
  result: z.object({
    data: z.object({ json: z.object({ state: z.string(), suggested: z.unknown() }) }),
  }),
})

async function detailOf(url: string, importId: string, cookie: string) {
  const input = encodeURIComponent(JSON.stringify({ json: { importId } }))
  const answer = await fetch(`${url}/api/trpc/import.get?input=${input}`, { headers: { cookie } })
  return Detail.parse(await answer.json()).result.data.json
}

test('a session made on one works on the other, and ends on both', async ({
  baseURL: first = '',
}) => {
  const { email, password } = personOf('auditor')
  const answer = await post(`${first}/api/auth/sign-in/email`, { email, password }, first)
  expect(answer.status).toBe(200)
  const cookie = cookieOf(answer)
  const status = async (url: string) =>
    (await fetch(`${url}/ledger`, { headers: { cookie }, redirect: 'manual' })).status
  expect([await status(first), await status(second.url)]).toEqual([200, 200])

  expect((await post(`${second.url}/api/auth/sign-out`, {}, first, cookie)).status).toBe(200)
  expect([await status(first), await status(second.url)]).toEqual([307, 307])
})

test('attempts to sign in are counted together', async ({ baseURL: first = '' }) => {
  const email = `nobody-${Date.now()}@yunqi.example`
  const tries = []
  for (let no = 0; no < 11; no++) {
    const url = no % 2 === 0 ? first : second.url
    const answer = await post(`${url}/api/auth/sign-in/email`, { email, password: 'wrong' }, first)
    tries.push(answer.status)
  }
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 400), 503])
})

test('a file dropped at one is recorded by any worker, and the other shows it', async ({
  baseURL: first = '',
}) => {
  const { email, password } = personOf('owner')
  const cookie = cookieOf(await post(`${first}/api/auth/sign-in/email`, { email, password }, first))
  const lines = Array.from({ length: 3000 }, (_, no) => `two-${Date.now()}-${no},客户${no}`)
  const staged = await fetch(`${second.url}/api/v1/uploads`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': 'two.csv',
      origin: first,
      cookie,
    },
    body: `顾客编号,姓名\n${lines.join('\n')}\n`,
  })
  expect(staged.status).toBe(201)
  const { importId } = z.object({ importId: z.string() }).parse(await staged.json())
  const { suggested } = await detailOf(first, importId, cookie)
  const json = { importId, mapping: suggested }
  const begun = await post(`${first}/api/trpc/import.recordAtOnce`, { json }, first, cookie)
  expect(begun.status).toBe(200)
  await expect
    .poll(async () => (await detailOf(second.url, importId, cookie)).state, { timeout: 30_000 })
    .toBe('done')
})
