import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { invitationHash } from '#server/db/invitation.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { createInvitation } from '#server/operations/invitation/create-invitation.ts'
import { acceptInvitation, invitationFor } from './accept-invitation.ts'
import { makeSignIn, TEST_PASSWORD } from './test-member.ts'

const pool = ownerPool()
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

async function invite(email: string, role: 'finance' | 'marketing' = 'marketing') {
  const owner = await business.actor('owner')
  const { link } = await createInvitation(owner, { email, role, locationId: null }, new Date())
  return link.split('/').at(-1) ?? ''
}

async function membershipsOf(email: string) {
  const found = await pool.query(
    `SELECT m.role, m.organization_id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE u.email = $1`,
    [email],
  )
  return found.rows
}

describe('an invitation', () => {
  test('makes somebody new a member with the role it names, and leaves no session behind', async () => {
    const email = `${randomUUID()}@example.test`
    const token = await invite(email)
    expect(await invitationFor(token)).toMatchObject({ email, role: 'marketing', isKnown: false })
    await acceptInvitation({ token, name: '王小明', password: TEST_PASSWORD })
    expect(await membershipsOf(email)).toEqual([
      { role: 'marketing', organization_id: business.id, name: '王小明' },
    ])
    const sessions = await pool.query(
      'SELECT 1 FROM auth_sessions s JOIN users u ON u.id = s.user_id WHERE u.email = $1',
      [email],
    )
    expect(sessions.rowCount).toBe(0)
  })

  test('works once; then it reads like one that never was', async () => {
    const token = await invite(`${randomUUID()}@example.test`)
    await acceptInvitation({ token, name: 'A', password: TEST_PASSWORD })
    const refusal = { problem: { kind: 'not-found', noun: 'invitation' } }
    await expect(
      acceptInvitation({ token, name: 'B', password: TEST_PASSWORD }),
    ).rejects.toMatchObject(refusal)
    await expect(invitationFor(token)).rejects.toMatchObject(refusal)
    await expect(invitationFor('never-was')).rejects.toMatchObject(refusal)
  })

  test('that has expired lets nobody in', async () => {
    const token = await invite(`${randomUUID()}@example.test`)
    await pool.query(
      `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE token_hash = $1`,
      [invitationHash(token)],
    )
    await expect(
      acceptInvitation({ token, name: 'A', password: TEST_PASSWORD }),
    ).rejects.toMatchObject({ problem: { kind: 'not-found' } })
  })

  test('lets somebody known join a second house, but only with their own password', async () => {
    const other = await makeBusiness(pool)
    const { email } = await makeSignIn(pool, other.id, 'staff')
    const token = await invite(email, 'finance')
    await expect(
      acceptInvitation({ token, name: null, password: 'somebody-elses' }),
    ).rejects.toMatchObject({
      problem: { kind: 'invalid', problems: [{ field: 'password', code: 'password.wrong' }] },
    })
    await acceptInvitation({ token, name: null, password: TEST_PASSWORD })
    const roles = (await membershipsOf(email)).map((one) => [one.organization_id, one.role])
    expect(roles).toHaveLength(2)
    expect(roles).toContainEqual([business.id, 'finance'])
    expect(roles).toContainEqual([other.id, 'staff'])
  })

  test('accepted by two at the same time makes one member', async () => {
    const email = `${randomUUID()}@example.test`
    const token = await invite(email)
    const answers = await Promise.allSettled(
      ['A', 'B'].map((name) => acceptInvitation({ token, name, password: TEST_PASSWORD })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await membershipsOf(email)).toHaveLength(1)
  })
})
