import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { findSessionMemberships } from '#server/db/session.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { memberList } from '#server/reports/member-list.ts'
import { changeMember } from './change-member.ts'
import { createMemberPasswordLink } from './create-member-password-link.ts'
import { deactivateMember } from './deactivate-member.ts'
import { reactivateMember } from './reactivate-member.ts'

const pool = ownerPool()
const now = new Date()
let business: TestBusiness
let owner: MemberActor

beforeAll(async () => {
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
})

const refused = { problem: { kind: 'forbidden', permission: 'member.change' } }
const nobody = { problem: { kind: 'not-found', noun: 'membership' } }

function change(member: MemberActor, given: Partial<Parameters<typeof changeMember>[1]> = {}) {
  return {
    membershipId: member.membershipId,
    role: member.role,
    locationId: null,
    linkedCustomerId: null,
    ...given,
  }
}

async function linesOf(actor: MemberActor, membershipId: string) {
  const lines = await pool.query(
    `SELECT op FROM audit_lines WHERE organization_id = $1 AND actor_user_id = $2
       AND (data ->> 'id' = $3 OR data -> 'new' ->> 'id' = $3 OR data::text LIKE '%' || $3 || '%') ORDER BY seq`,
    [actor.organizationId, actor.userId, membershipId],
  )
  return lines.rows.map((line) => line.op)
}

async function listed(membershipId: string) {
  return (await memberList(owner)).members.find((member) => member.id === membershipId)
}

describe('changeMember', () => {
  test('changes role, place and own customer record, with a line of who did it', async () => {
    const member = await business.actor('marketing')
    const customerId = await makeCustomer(pool, business.id, { name: '李雷' })
    const { rows } = await pool.query(
      'SELECT id FROM locations WHERE organization_id = $1 AND location_no = 2',
      [business.id],
    )
    const given = { role: 'staff' as const, locationId: rows[0].id, linkedCustomerId: customerId }
    await changeMember(owner, change(member, given))
    expect(await listed(member.membershipId)).toMatchObject({ ...given, locationName: '滨江店' })
    expect(await linesOf(owner, member.membershipId)).toEqual(['UPDATE'])
  })

  test('holds from the next call on: the session answers with the new role', async () => {
    const member = await business.actor('marketing')
    await changeMember(owner, change(member, { role: 'auditor' }))
    expect(await findSessionMemberships(member.sessionToken)).toMatchObject([{ role: 'auditor' }])
  })

  test('twice the same changes nothing more', async () => {
    const member = await business.actor('marketing')
    await changeMember(owner, change(member, { role: 'finance' }))
    await changeMember(owner, change(member, { role: 'finance' }))
    expect(await listed(member.membershipId)).toMatchObject({ role: 'finance' })
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      const actor = await business.actor(role)
      await expect(changeMember(actor, change(actor, { role: 'owner' }))).rejects.toMatchObject(
        refused,
      )
    },
  )

  test('the last owner stays, even when two owners go at the same time', async () => {
    const house = await makeBusiness(pool)
    const [one, two] = [await house.actor('owner'), await house.actor('owner')]
    const answers = await Promise.allSettled([
      changeMember(one, change(two, { role: 'auditor' })),
      changeMember(two, change(one, { role: 'auditor' })),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await pool.query(
      `SELECT 1 FROM memberships WHERE organization_id = $1 AND role = 'owner' AND deactivated_at IS NULL`,
      [house.id],
    )
    expect(left.rowCount).toBe(1)
  })

  test("another house's member is not there", async () => {
    const stranger = await (await makeBusiness(pool)).actor('staff')
    await expect(changeMember(owner, change(stranger, { role: 'auditor' }))).rejects.toMatchObject(
      nobody,
    )
  })
})

describe('deactivateMember and reactivateMember', () => {
  test('a leaver is out at once: every session is gone, the history stays', async () => {
    const member = await business.actor('finance')
    await deactivateMember(owner, { membershipId: member.membershipId })
    expect(await findSessionMemberships(member.sessionToken)).toEqual([])
    const sessions = await pool.query('SELECT 1 FROM auth_sessions WHERE user_id = $1', [
      member.userId,
    ])
    expect(sessions.rowCount).toBe(0)
    expect((await listed(member.membershipId))?.deactivatedAt).toBeInstanceOf(Date)
    await expect(
      deactivateMember(owner, { membershipId: member.membershipId }),
    ).rejects.toMatchObject(nobody)

    await reactivateMember(owner, { membershipId: member.membershipId })
    expect(await listed(member.membershipId)).toMatchObject({
      role: 'finance',
      deactivatedAt: null,
    })
    expect(await linesOf(owner, member.membershipId)).toEqual(['UPDATE', 'UPDATE'])
    await expect(
      reactivateMember(owner, { membershipId: member.membershipId }),
    ).rejects.toMatchObject(nobody)
  })

  test('nobody deactivates themselves', async () => {
    await expect(
      deactivateMember(owner, { membershipId: owner.membershipId }),
    ).rejects.toMatchObject({
      problem: { kind: 'rule-broken', rule: 'member-self-deactivation' },
    })
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      const actor = await business.actor(role)
      const chosen = { membershipId: owner.membershipId }
      await expect(deactivateMember(actor, chosen)).rejects.toMatchObject(refused)
      await expect(reactivateMember(actor, chosen)).rejects.toMatchObject(refused)
    },
  )
})

describe('createMemberPasswordLink', () => {
  test('an owner gets a link for a member, and the log has it without the link', async () => {
    const member = await business.actor('staff', 1)
    const { link } = await createMemberPasswordLink(owner, member, now)
    expect(link).toMatch(/\/password\/reset\/[\w-]{32}$/)
    expect(await linesOf(owner, member.membershipId)).toEqual(['password-link'])
    const lines = await pool.query('SELECT data FROM audit_lines WHERE organization_id = $1', [
      business.id,
    ])
    expect(JSON.stringify(lines.rows)).not.toContain(link.split('/').at(-1))
  })

  test('not for a person who works for another house too: the link would open that one as well', async () => {
    const member = await business.actor('staff', 1)
    const other = await makeBusiness(pool)
    await pool.query(
      `INSERT INTO memberships (id, organization_id, user_id, role) VALUES ($1, $2, $3, 'owner')`,
      [randomUUID(), other.id, member.userId],
    )
    await expect(createMemberPasswordLink(owner, member, now)).rejects.toMatchObject({
      problem: { kind: 'rule-broken', rule: 'member-elsewhere' },
    })
    const links = await pool.query('SELECT 1 FROM auth_verifications WHERE value = $1', [
      member.userId,
    ])
    expect(links.rowCount).toBe(0)
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      await expect(
        createMemberPasswordLink(await business.actor(role), owner, now),
      ).rejects.toMatchObject(refused)
    },
  )

  test('each call makes another link', async () => {
    const member = await business.actor('staff', 1)
    const first = await createMemberPasswordLink(owner, member, now)
    expect((await createMemberPasswordLink(owner, member, now)).link).not.toBe(first.link)
  })
})
