import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { ChangeOrganization } from '#server/domain/organization/input.ts'

/** Changes what an owner may change of the house; zone and currency are fixed at its making. */
export async function changeOrganization(actor: Actor, input: ChangeOrganization): Promise<void> {
  authorize(actor, 'organization.change')
  const { secondApprovalMinor, ...plain } = input
  await transaction(actor, async (tx) => {
    const where = { id: tx.organizationId }
    await tx.prisma.organization.update({ where, data: plain, select: { id: true } })
    // A rule of money: the database wants the session of a person for it.
    await tx.execute('SELECT second_approval_set($1, $2::bigint)', [
      sessionOf(actor),
      secondApprovalMinor,
    ])
  })
}
