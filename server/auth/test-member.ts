import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#server/domain/role.ts'
import { createAccount } from './create-account.ts'

export const TEST_PASSWORD = 'a-password-for-tests'

/** A member of an organization who can really sign in. */
export async function makeSignIn(pool: pg.Pool, organizationId: string, role: Role) {
  const email = `${randomUUID()}@example.test`
  const userId = await createAccount({ email, name: '测试', password: TEST_PASSWORD })
  const membershipId = randomUUID()
  await pool.query(
    'INSERT INTO memberships (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)',
    [membershipId, organizationId, userId, role],
  )
  return { email, userId, membershipId }
}
