import { saveProfile } from '#server/db/profile.ts'
import { authorize, type MemberActor } from '#server/domain/actor.ts'
import type { ChangeProfile } from '#server/domain/profile/input.ts'

/** Changes a person's own name; it is theirs in every organization. */
export async function changeProfile(actor: MemberActor, input: ChangeProfile): Promise<void> {
  authorize(actor, 'profile.change')
  await saveProfile(actor.userId, { name: input.name })
}
