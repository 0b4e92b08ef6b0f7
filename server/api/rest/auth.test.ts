import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { attempt } from '#server/auth/attempts.ts'
import { createAccount } from '#server/auth/create-account.ts'
import { createPasswordLink } from '#server/auth/create-password-link.ts'
import { readSession } from '#server/auth/session.ts'
import { makeSignIn, TEST_PASSWORD } from '#server/auth/test-member.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { answerAuth } from './auth.ts'

const pool = ownerPool()
const ORIGIN = 'http://localhost:3000'
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

function knock(path: string, body: unknown, headers: Record<string, string> = {}) {
  return answerAuth(
    new Request(`${ORIGIN}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function signIn(email: string, password = TEST_PASSWORD) {
  return cookieOf(await knock('sign-in/email', { email, password }))
}

describe('the sign-in door', () => {
  test('lets a member in with a cookie that no script can read, whatever the case of the e-mail', async () => {
    const { email, userId } = await makeSignIn(pool, business.id, 'marketing')
    const answer = await knock('sign-in/email', {
      email: email.toUpperCase(),
      password: TEST_PASSWORD,
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i)
    const session = await readSession(new Headers({ cookie: cookieOf(answer) }))
    expect(session).toMatchObject({
      user: { id: userId, email },
      membership: { organization_id: business.id, role: 'marketing' },
    })
  })

  test('answers a wrong password and an unknown e-mail with the same words', async () => {
    const { email } = await makeSignIn(pool, business.id, 'staff')
    const wrong = await knock('sign-in/email', { email, password: 'not-the-password' })
    const unknown = await knock('sign-in/email', {
      email: `${randomUUID()}@example.test`,
      password: 'not-the-password',
    })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toBe(await unknown.text())
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test('after ten attempts the right password waits too, and says how long', async () => {
    const { email } = await makeSignIn(pool, business.id, 'staff')
    for (let tries = 0; tries < 10; tries++) await attempt({ what: 'sign-in', of: email })
    const answer = await knock('sign-in/email', { email, password: TEST_PASSWORD })
    expect(answer.status).toBe(503)
    const { problem } = await answer.json()
    expect(problem.kind).toBe('unavailable')
    expect(problem.retryAfterSeconds).toBeGreaterThan(800)
    expect(problem.retryAfterSeconds).toBeLessThanOrEqual(900)
  })

  test('a success starts the count of attempts anew', async () => {
    const { email } = await makeSignIn(pool, business.id, 'staff')
    for (let round = 0; round < 2; round++) {
      for (let tries = 0; tries < 8; tries++) await attempt({ what: 'sign-in', of: email })
      expect(await signIn(email)).not.toBe('')
    }
  })

  test('somebody without an organization is refused, and no session of theirs stays', async () => {
    const email = `${randomUUID()}@example.test`
    const userId = await createAccount({ email, name: 'Nobody', password: TEST_PASSWORD })
    const answer = await knock('sign-in/email', { email, password: TEST_PASSWORD })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
    const kept = await pool.query('SELECT 1 FROM auth_sessions WHERE user_id = $1', [userId])
    expect(kept.rowCount).toBe(0)
  })

  test('signing out ends the session in the database', async () => {
    const { email, userId } = await makeSignIn(pool, business.id, 'staff')
    const cookie = await signIn(email)
    expect((await knock('sign-out', {}, { cookie })).status).toBe(200)
    const kept = await pool.query('SELECT 1 FROM auth_sessions WHERE user_id = $1', [userId])
    expect(kept.rowCount).toBe(0)
  })

  test.each(['sign-up/email', 'update-user', 'get-session', 'list-sessions', 'delete-user', ''])(
    'has no way in by "%s"',
    async (path) => {
      expect(
        (await knock(path, { email: 'a@b.cn', password: TEST_PASSWORD, name: 'x' })).status,
      ).toBe(404)
    },
  )

  test('refuses what is no JSON and what another site sends', async () => {
    const { email } = await makeSignIn(pool, business.id, 'staff')
    const body = { email, password: TEST_PASSWORD }
    const form = await knock('sign-in/email', new URLSearchParams(body).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
    const foreign = await knock('sign-in/email', body, { origin: 'https://elsewhere.test' })
    expect([form.status, foreign.status]).toEqual([415, 403])
    expect((await knock('sign-in/email', '{')).status).toBe(400)
  })
})

describe('passwords', () => {
  test('asking for a link says the same whether there is such an account or not', async () => {
    const { email, userId } = await makeSignIn(pool, business.id, 'staff')
    const known = await knock('request-password-reset', { email })
    const unknown = await knock('request-password-reset', { email: `${randomUUID()}@example.test` })
    expect(known.status).toBe(200)
    expect(await known.text()).toBe(await unknown.text())
    const links = await pool.query('SELECT identifier FROM auth_verifications WHERE value = $1', [
      userId,
    ])
    expect(links.rows).toHaveLength(1)
    expect(links.rows[0].identifier).not.toContain('reset-password')
  })

  test('a link works once, ends every session, and the new password is the only one', async () => {
    const { email, userId } = await makeSignIn(pool, business.id, 'finance')
    const cookie = await signIn(email)
    const token = (await createPasswordLink(userId, new Date())).split('/').at(-1)
    const first = await knock('reset-password', { token, newPassword: 'another-password' })
    expect(first.status).toBe(200)
    expect(await readSession(new Headers({ cookie }))).toBeNull()
    expect(await signIn(email)).toBe('')
    expect(await signIn(email, 'another-password')).not.toBe('')
    const second = await knock('reset-password', { token, newPassword: 'yet-another-one' })
    expect(await second.json()).toEqual({ problem: { kind: 'not-found', noun: 'link' } })
  })

  test('an expired link and an unknown one answer alike', async () => {
    const { userId } = await makeSignIn(pool, business.id, 'finance')
    const yesterday = new Date(Date.now() - 86_400_000)
    const token = (await createPasswordLink(userId, yesterday)).split('/').at(-1)
    const expired = await knock('reset-password', { token, newPassword: 'another-password' })
    const unknown = await knock('reset-password', { token: 'x', newPassword: 'another-password' })
    expect(expired.status).toBe(404)
    expect(await expired.text()).toBe(await unknown.text())
  })

  test('a short password is refused at its field', async () => {
    const { email, userId } = await makeSignIn(pool, business.id, 'finance')
    const token = (await createPasswordLink(userId, new Date())).split('/').at(-1)
    const answer = await knock('reset-password', { token, newPassword: 'short' })
    expect(await answer.json()).toEqual({
      problem: { kind: 'invalid', problems: [{ field: 'newPassword', code: 'password.short' }] },
    })
    expect(await signIn(email)).not.toBe('')
  })

  test('changing it wants the current one and ends the other sessions', async () => {
    const { email } = await makeSignIn(pool, business.id, 'finance')
    const here = await signIn(email)
    const elsewhere = await signIn(email)
    const change = (currentPassword: string) =>
      knock(
        'change-password',
        { currentPassword, newPassword: 'another-password', revokeOtherSessions: true },
        { cookie: here },
      )
    expect(await (await change('wrong-password')).json()).toEqual({
      problem: {
        kind: 'invalid',
        problems: [{ field: 'currentPassword', code: 'password.wrong' }],
      },
    })
    const changed = await change(TEST_PASSWORD)
    expect(changed.status).toBe(200)
    expect(await readSession(new Headers({ cookie: elsewhere }))).toBeNull()
    expect(await readSession(new Headers({ cookie: cookieOf(changed) }))).not.toBeNull()
  })

  test('nobody changes a password without a session', async () => {
    const answer = await knock('change-password', {
      currentPassword: TEST_PASSWORD,
      newPassword: 'another-password',
    })
    expect(answer.status).toBe(401)
  })
})
