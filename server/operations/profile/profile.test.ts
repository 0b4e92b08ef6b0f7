import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { ROLES } from '#server/domain/role.ts'
import { changeProfile } from './change-profile.ts'
import { setPreferences } from './set-preferences.ts'

const pool = ownerPool()
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

async function personOf(userId: string) {
  const found = await pool.query('SELECT name, locale, color_scheme FROM users WHERE id = $1', [
    userId,
  ])
  return found.rows[0]
}

describe("a person's own profile", () => {
  test.each(ROLES)('%s changes their own name, and nobody else is renamed', async (role) => {
    const actor = await business.actor(role)
    const bystander = await business.actor(role)
    await changeProfile(actor, { name: '林若水' })
    await changeProfile(actor, { name: '林若水' })
    expect(await personOf(actor.userId)).toMatchObject({ name: '林若水' })
    expect(await personOf(bystander.userId)).toMatchObject({ name: role })
  })

  test('what is left out stays, and auto follows the browser and the device again', async () => {
    const actor = await business.actor('staff', 1)
    await setPreferences(actor, { locale: 'en', colorScheme: 'dark' })
    await setPreferences(actor, { colorScheme: 'light' })
    expect(await personOf(actor.userId)).toMatchObject({ locale: 'en', color_scheme: 'light' })
    await setPreferences(actor, { locale: 'auto', colorScheme: 'auto' })
    expect(await personOf(actor.userId)).toMatchObject({ locale: null, color_scheme: null })
    await setPreferences(actor, {})
    expect(await personOf(actor.userId)).toMatchObject({ name: 'staff', locale: null })
  })
})
