import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { organizationSettings } from '#server/reports/organization-settings.ts'
import { changeOrganization } from './change-organization.ts'

const pool = ownerPool()
const wish = {
  name: '云栖酒店',
  defaultLocale: 'en' as const,
  valleyScore: -2,
  secondApprovalMinor: 500_000n,
}
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

describe('changeOrganization', () => {
  test('changes what an owner may, twice the same, and keeps zone and currency', async () => {
    const owner = await business.actor('owner')
    await changeOrganization(owner, wish)
    await changeOrganization(owner, wish)
    expect(await organizationSettings(owner)).toEqual({
      ...wish,
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      isSample: false,
    })
    const lines = await pool.query(
      `SELECT DISTINCT op, actor_user_id FROM audit_lines WHERE organization_id = $1 AND table_name = 'organizations' AND op = 'UPDATE'`,
      [business.id],
    )
    expect(lines.rows).toEqual([{ op: 'UPDATE', actor_user_id: owner.userId }])
  })

  test('touches no other house', async () => {
    const other = await makeBusiness(pool)
    await changeOrganization(await business.actor('owner'), { ...wish, name: '别家' })
    expect((await organizationSettings(await other.actor('owner'))).name).not.toBe('别家')
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      await expect(changeOrganization(await business.actor(role), wish)).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'organization.change' },
      })
    },
  )
})

describe('organizationSettings', () => {
  test.each(['marketing', 'staff'] as const)(
    '%s, who may see no amounts, is refused',
    async (role) => {
      await expect(organizationSettings(await business.actor(role))).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'organization.settings' },
      })
    },
  )
})
