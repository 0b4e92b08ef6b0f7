import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findInvitation, invitationHash } from '#server/db/invitation.ts'
import { appPool, ownerPool } from '#server/db/test-database.ts'
import type { Actor, MemberActor } from '#server/domain/actor.ts'
import { CreateOrganization } from '#server/domain/organization/input.ts'
import { createOrganization } from './create-organization.ts'

const owner = ownerPool()

function commandLine(organizationId = randomUUID()): Actor {
  return { kind: 'job', organizationId, job: 'command-line', requestId: randomUUID() }
}

const hotel: CreateOrganization = {
  name: '云水酒店',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  defaultLocale: 'zh-CN',
  ownerEmail: 'owner@inn.example',
  template: 'hotel',
}

describe('createOrganization', () => {
  it('[row 45] makes the 14 moments of the hotel journey in order, the end at 离店', async () => {
    const actor = commandLine()
    await createOrganization(actor, hotel, new Date())
    const { rows } = await owner.query(
      'SELECT name_zh, is_end FROM moments WHERE organization_id = $1 ORDER BY position',
      [actor.organizationId],
    )
    expect(rows.map(({ name_zh }) => name_zh).join('、')).toBe(
      '预订、接站、到酒店门前、停车、进入大堂、前台接待、进入电梯间、进入走廊、进入房间、叫醒服务、客用电话、早餐、前台结账、离店',
    )
    expect(rows.filter(({ is_end }) => is_end)).toEqual([{ name_zh: '离店', is_end: true }])
  })

  it('invites the first owner by a link whose token is nowhere in the database', async () => {
    const actor = commandLine()
    const { invitationToken } = await createOrganization(actor, hotel, new Date())
    expect(await findInvitation(invitationHash(invitationToken))).toEqual({
      organizationName: '云水酒店',
      email: 'owner@inn.example',
      role: 'owner',
    })
    const { rows } = await owner.query(
      'SELECT count(*)::int FROM invitations WHERE token_hash = $1',
      [Buffer.from(invitationToken)],
    )
    expect(rows[0].count).toBe(0)
  })

  it('is no sample, and says in the audit log that the command line made it', async () => {
    const actor = commandLine()
    await createOrganization(actor, hotel, new Date())
    const { rows } = await owner.query(
      `SELECT o.is_sample, l.actor_job FROM organizations o
       JOIN audit_lines l ON l.organization_id = o.id AND l.table_name = 'organizations' WHERE o.id = $1`,
      [actor.organizationId],
    )
    expect(rows).toEqual([{ is_sample: false, actor_job: 'command-line' }])
  })

  it('refuses members, an unknown currency and an unknown zone', async () => {
    const member: MemberActor = {
      kind: 'member',
      organizationId: randomUUID(),
      userId: randomUUID(),
      membershipId: randomUUID(),
      role: 'owner',
      locationNo: null,
      sessionToken: 'token',
      requestId: 'request',
    }
    await expect(createOrganization(member, hotel, new Date())).rejects.toThrow('forbidden')
    await expect(
      createOrganization(commandLine(), { ...hotel, currency: 'XXX' }, new Date()),
    ).rejects.toThrow('invalid')
    expect(CreateOrganization.safeParse({ ...hotel, timeZone: 'Mars/Olympus' }).success).toBe(false)
  })

  it('cannot be done by the application’s role', async () => {
    await expect(
      appPool().query(
        `INSERT INTO organizations (id, name, time_zone, currency, fact_namespace)
         VALUES (gen_random_uuid(), 'x', 'UTC', 'CNY', gen_random_uuid())`,
      ),
    ).rejects.toThrow('permission denied')
  })
})
