import { beforeAll, describe, expect, test } from 'vitest'
import { resolveKey } from '#server/auth/resolve-key.ts'
import { appPool, ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { apiKeyList } from '#server/reports/api-key-list.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'

const pool = ownerPool()
const NEW = { name: 'Till', scopes: ['shares:write' as const], expiresInDays: null }
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

function enter(secret: string) {
  return resolveKey(new Headers({ authorization: `Bearer ${secret}` }), 'request')
}

async function linesOf(organizationId: string) {
  const { rows } = await pool.query(
    `SELECT op, data FROM audit_lines WHERE organization_id = $1 AND table_name = 'api_keys' ORDER BY seq`,
    [organizationId],
  )
  return rows
}

describe('createApiKey', () => {
  test('tells the secret once, keeps a hash, and writes a line without either', async () => {
    const house = await makeBusiness(pool)
    const owner = await house.actor('owner')
    const { keyId, secret } = await createApiKey(owner, NEW)
    expect(secret).toMatch(/^zhk_[\w-]{43}$/)
    expect(await enter(secret)).toEqual({
      kind: 'key',
      organizationId: house.id,
      keyId,
      scopes: ['shares:write'],
      requestId: 'request',
    })
    const { rows } = await pool.query('SELECT * FROM api_keys WHERE id = $1', [keyId])
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12))
    const lines = await linesOf(house.id)
    expect(lines).toMatchObject([{ op: 'INSERT', data: { id: keyId, scopes: ['shares:write'] } }])
    expect(JSON.stringify(lines)).not.toContain('hash')
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      await expect(createApiKey(await business.actor(role), NEW)).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'api-key.change' },
      })
    },
  )

  test('twice makes two keys, and each house sees its own', async () => {
    const house = await makeBusiness(pool)
    const owner = await house.actor('owner')
    const first = await createApiKey(owner, NEW)
    const second = await createApiKey(owner, NEW)
    const listed = (await apiKeyList(owner)).map(({ id }) => id)
    expect(listed.toSorted()).toEqual([first.keyId, second.keyId].toSorted())
    expect((await apiKeyList(await business.actor('owner'))).map(({ id }) => id)).not.toContain(
      first.keyId,
    )
  })

  test('the application cannot write one around the function, nor read what is kept of a secret', async () => {
    const { organizationId, sessionToken } = await business.actor('finance')
    const client = await appPool().connect()
    const attempts = [
      [
        `SELECT api_key_create('${sessionToken}', gen_random_uuid(), 'x', 'x', sha256('x'), ARRAY['shares:write'], NULL)`,
        'ZH003',
      ],
      [`UPDATE api_keys SET revoked_at = NULL`, '42501'],
      ['SELECT secret_hash FROM api_keys', '42501'],
      ['SELECT * FROM api_key_allowances', '42501'],
      ['SELECT door_sweep()', '42501'],
    ] as const
    for (const [sql, code] of attempts) {
      await client.query(`BEGIN; SET LOCAL app.org_id = '${organizationId}'`)
      await expect(client.query(sql)).rejects.toMatchObject({ code })
      await client.query('ROLLBACK')
    }
    client.release()
  })
})

describe('a secret', () => {
  test('its use is noted at most once a minute, and is no line of the audit', async () => {
    const house = await makeBusiness(pool)
    const { keyId, secret } = await createApiKey(await house.actor('owner'), NEW)
    const usedAt = async () =>
      (await pool.query('SELECT last_used_at FROM api_keys WHERE id = $1', [keyId])).rows[0]
        .last_used_at
    expect(await usedAt()).toBeNull()
    await enter(secret)
    const first = await usedAt()
    await enter(secret)
    expect(await usedAt()).toEqual(first)
    await pool.query(
      `UPDATE api_keys SET last_used_at = now() - interval '61 seconds' WHERE id = $1`,
      [keyId],
    )
    await Promise.all([enter(secret), enter(secret), enter(secret)])
    expect((await usedAt()).getTime()).toBeGreaterThanOrEqual(first.getTime())
    expect(await linesOf(house.id)).toHaveLength(1)
  })

  test('unknown, misspelt and expired ones open nothing', async () => {
    const { keyId, secret } = await createApiKey(await business.actor('owner'), {
      ...NEW,
      expiresInDays: 1,
    })
    expect(await enter(secret)).not.toBeNull()
    await pool.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [keyId])
    expect(await enter(secret)).toBeNull()
    expect(await enter(`zhk_${'A'.repeat(43)}`)).toBeNull()
    expect(await enter(`${secret}x`)).toBeNull()
    expect(await resolveKey(new Headers(), 'request')).toBeNull()
    expect(await resolveKey(new Headers({ authorization: `Basic ${secret}` }), 'r')).toBeNull()
  })
})

describe('rotateApiKey', () => {
  test('both secrets work within the grace, then the new one alone', async () => {
    const owner = await business.actor('owner')
    const { keyId, secret: first } = await createApiKey(owner, NEW)
    const { secret: second } = await rotateApiKey(owner, { keyId, graceHours: 24 })
    expect([(await enter(first))?.keyId, (await enter(second))?.keyId]).toEqual([keyId, keyId])
    const { secret: third } = await rotateApiKey(owner, { keyId, graceHours: 1 })
    expect([await enter(first), (await enter(second))?.keyId]).toEqual([null, keyId])
    await pool.query('UPDATE api_keys SET previous_until = now() WHERE id = $1', [keyId])
    expect([await enter(second), (await enter(third))?.keyId]).toEqual([null, keyId])
    const { secret: last } = await rotateApiKey(owner, { keyId, graceHours: 0 })
    expect([await enter(third), (await enter(last))?.keyId]).toEqual([null, keyId])
  })

  test('only owners, only their own, and only a key that still works', async () => {
    const owner = await business.actor('owner')
    const { keyId } = await createApiKey(owner, NEW)
    const rotate = { keyId, graceHours: 0 }
    await expect(rotateApiKey(await business.actor('finance'), rotate)).rejects.toMatchObject({
      problem: { kind: 'forbidden' },
    })
    const stranger = await (await makeBusiness(pool)).actor('owner')
    const gone = { problem: { kind: 'not-found', noun: 'api-key' } }
    await expect(rotateApiKey(stranger, rotate)).rejects.toMatchObject(gone)
    await revokeApiKey(owner, { keyId })
    await expect(rotateApiKey(owner, rotate)).rejects.toMatchObject(gone)
  })
})

describe('revokeApiKey', () => {
  test('ends both secrets at once, and for good', async () => {
    const house = await makeBusiness(pool)
    const owner = await house.actor('owner')
    const { keyId, secret: first } = await createApiKey(owner, NEW)
    const { secret: second } = await rotateApiKey(owner, { keyId, graceHours: 24 })
    const stranger = await business.actor('owner')
    const gone = { problem: { kind: 'not-found', noun: 'api-key' } }
    await expect(revokeApiKey(stranger, { keyId })).rejects.toMatchObject(gone)
    await expect(revokeApiKey(await house.actor('auditor'), { keyId })).rejects.toMatchObject({
      problem: { kind: 'forbidden' },
    })
    await revokeApiKey(owner, { keyId })
    expect([await enter(first), await enter(second)]).toEqual([null, null])
    await expect(revokeApiKey(owner, { keyId })).rejects.toMatchObject(gone)
    expect((await linesOf(house.id)).map(({ op }) => op)).toEqual(['INSERT', 'UPDATE', 'UPDATE'])
    expect((await apiKeyList(owner))[0]?.revokedAt).toBeInstanceOf(Date)
  })
})
