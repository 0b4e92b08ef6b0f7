import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { decidePlace } from '#server/domain/member/decide-place.ts'
import type { ChangeMember } from '#server/domain/member/input.ts'

/** Changes a member's role, place and own customer record; it holds from their next call on. */
export async function changeMember(actor: Actor, input: ChangeMember): Promise<void> {
  authorize(actor, 'member.change')
  const locationId = decidePlace(input)
  await transaction(actor, (tx) =>
    tx.execute('SELECT membership_change($1, $2::uuid, $3, $4::uuid, $5::uuid)', [
      sessionOf(actor),
      input.membershipId,
      input.role,
      locationId,
      input.linkedCustomerId,
    ]),
  )
}
