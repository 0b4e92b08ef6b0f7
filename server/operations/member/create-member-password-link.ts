import { z } from 'zod'
import { createPasswordLink } from '#server/auth/create-password-link.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import type { ChosenMember } from '#server/domain/member/input.ts'

const Holder = z.object({ user_id: z.uuid() })

/** A link with which a member sets a new password, for an owner to pass on where no mail arrives. */
export async function createMemberPasswordLink(
  actor: Actor,
  input: ChosenMember,
  now: Date,
): Promise<{ link: string }> {
  authorize(actor, 'member.change')
  const [holder] = await transaction(actor, (tx) =>
    tx.rows(Holder, 'SELECT user_id FROM password_link_holder($1, $2::uuid)', [
      sessionOf(actor),
      input.membershipId,
    ]),
  )
  assert(holder, 'password_link_holder answers or refuses')
  return { link: await createPasswordLink(holder.user_id, now) }
}
