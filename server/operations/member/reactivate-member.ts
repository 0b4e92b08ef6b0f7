import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { ChosenMember } from '#server/domain/member/input.ts'

/** Brings a leaver back with the role they had. */
export async function reactivateMember(actor: Actor, input: ChosenMember): Promise<void> {
  authorize(actor, 'member.change')
  await transaction(actor, (tx) =>
    tx.execute('SELECT membership_reactivate($1, $2::uuid)', [
      sessionOf(actor),
      input.membershipId,
    ]),
  )
}
