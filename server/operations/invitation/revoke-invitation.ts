import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { RevokeInvitation } from '#server/domain/invitation/input.ts'

/** Withdraws a link that nobody has used yet. */
export async function revokeInvitation(actor: Actor, input: RevokeInvitation): Promise<void> {
  authorize(actor, 'member.change')
  await transaction(actor, (tx) =>
    tx.execute('SELECT invitation_revoke($1, $2::uuid)', [sessionOf(actor), input.invitationId]),
  )
}
