import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import type { ChosenMember } from '#server/domain/member/input.ts'

/** A leaver: out at once, with every session ended in the same transaction. What they did stays. */
export async function deactivateMember(actor: Actor, input: ChosenMember): Promise<void> {
  authorize(actor, 'member.change')
  if (actor.kind === 'member' && actor.membershipId === input.membershipId)
    throw ruleBroken('member-self-deactivation')
  await transaction(actor, (tx) =>
    tx.execute('SELECT membership_deactivate($1, $2::uuid)', [
      sessionOf(actor),
      input.membershipId,
    ]),
  )
}
