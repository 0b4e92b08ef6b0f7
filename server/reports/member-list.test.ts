import { expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import { memberList } from './member-list.ts'

const pool = ownerPool()

test('an owner and an auditor see who works in their own house, and nobody else', async () => {
  const [house, other] = [await makeBusiness(pool), await makeBusiness(pool)]
  const owner = await house.actor('owner')
  await other.actor('owner')
  const auditor = await house.actor('auditor')
  for (const actor of [owner, auditor]) {
    const { members } = await memberList(actor)
    expect(members.map((member) => member.id).sort()).toEqual(
      [owner.membershipId, auditor.membershipId].sort(),
    )
  }
})

test.each(['finance', 'marketing', 'staff'] as const)('%s is refused', async (role) => {
  const house = await makeBusiness(pool)
  await expect(memberList(await house.actor(role))).rejects.toMatchObject({
    problem: { kind: 'forbidden', permission: 'member.read' },
  })
})
