import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { findInvitation, invitationHash } from '#server/db/invitation.ts'
import { appPool, ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { memberList } from '#server/reports/member-list.ts'
import { createInvitation } from './create-invitation.ts'
import { revokeInvitation } from './revoke-invitation.ts'

const pool = ownerPool()
const now = new Date()
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

const someone = () => `${randomUUID()}@example.test`
const marketing = (email: string) => ({ email, role: 'marketing' as const, locationId: null })

async function linesOf(organizationId: string) {
  const lines = await pool.query(
    `SELECT op, data FROM audit_lines WHERE organization_id = $1 AND table_name = 'invitations' ORDER BY seq`,
    [organizationId],
  )
  return lines.rows
}

describe('createInvitation', () => {
  test('makes a link that is kept only as a hash, and a line that names nobody', async () => {
    const house = await makeBusiness(pool)
    const email = someone()
    const { link, isMailed } = await createInvitation(
      await house.actor('owner'),
      marketing(email),
      now,
    )
    expect(isMailed).toBe(false)
    const token = link.split('/').at(-1) ?? ''
    expect(await findInvitation(invitationHash(token))).toMatchObject({ email, role: 'marketing' })
    const kept = await pool.query('SELECT * FROM invitations WHERE organization_id = $1', [
      house.id,
    ])
    expect(JSON.stringify(kept.rows)).not.toContain(token)
    const lines = await linesOf(house.id)
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain(email)
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      await expect(
        createInvitation(await business.actor(role), marketing(someone()), now),
      ).rejects.toMatchObject({ problem: { kind: 'forbidden', permission: 'member.change' } })
    },
  )

  test('the application cannot write one around the function, nor with the session of a non-owner', async () => {
    const { sessionToken, organizationId } = await business.actor('finance')
    const app = appPool()
    const client = await app.connect()
    await client.query(`BEGIN; SET LOCAL app.org_id = '${organizationId}'`)
    await expect(
      client.query(
        `SELECT invitation_create($1, gen_random_uuid(), 'a@b.cn', 'owner', NULL, '\\x00', now())`,
        [sessionToken],
      ),
    ).rejects.toMatchObject({ code: 'ZH003' })
    await client.query('ROLLBACK')
    await client.query(`BEGIN; SET LOCAL app.org_id = '${organizationId}'`)
    await expect(
      client.query(
        `INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at)
         VALUES (gen_random_uuid(), $1, 'a@b.cn', 'owner', '\\x00', now())`,
        [organizationId],
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await client.query('ROLLBACK')
    client.release()
  })

  test('refuses who is a member already, and staff without a place', async () => {
    const owner = await business.actor('owner')
    const { rows } = await pool.query('SELECT email FROM users WHERE id = $1', [owner.userId])
    await expect(createInvitation(owner, marketing(rows[0].email), now)).rejects.toMatchObject({
      problem: { kind: 'rule-broken', rule: 'member-already' },
    })
    await expect(
      createInvitation(owner, { email: someone(), role: 'staff', locationId: null }, now),
    ).rejects.toMatchObject({ problem: { kind: 'rule-broken', rule: 'location-required' } })
  })

  test('twice for one person makes two links, and each works until one is used', async () => {
    const owner = await business.actor('owner')
    const email = someone()
    const first = await createInvitation(owner, marketing(email), now)
    const second = await createInvitation(owner, marketing(email), now)
    expect(first.link).not.toBe(second.link)
  })
})

describe('revokeInvitation', () => {
  test('closes the link, once, and only for the own house', async () => {
    const house = await makeBusiness(pool)
    const owner = await house.actor('owner')
    const { link } = await createInvitation(owner, marketing(someone()), now)
    const invitationId = (await memberList(owner)).invitations[0]?.id ?? ''
    await expect(
      revokeInvitation(await business.actor('owner'), { invitationId }),
    ).rejects.toMatchObject({ problem: { kind: 'not-found', noun: 'invitation' } })
    await expect(
      revokeInvitation(await house.actor('auditor'), { invitationId }),
    ).rejects.toMatchObject({ problem: { kind: 'forbidden' } })

    await revokeInvitation(owner, { invitationId })
    expect(await findInvitation(invitationHash(link.split('/').at(-1) ?? ''))).toBeNull()
    expect((await memberList(owner)).invitations).toEqual([])
    expect((await linesOf(house.id)).map((line) => line.op)).toEqual(['INSERT', 'UPDATE'])
  })
})
