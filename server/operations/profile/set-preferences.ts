import { saveProfile } from '#server/db/profile.ts'
import { authorize, type MemberActor } from '#server/domain/actor.ts'
import type { SetPreferences } from '#server/domain/profile/input.ts'

/** Keeps a person's language and appearance for every device. */
export async function setPreferences(actor: MemberActor, input: SetPreferences): Promise<void> {
  authorize(actor, 'profile.change')
  await saveProfile(actor.userId, {
    ...(input.locale && { locale: input.locale === 'auto' ? null : input.locale }),
    ...(input.colorScheme && {
      colorScheme: input.colorScheme === 'auto' ? null : input.colorScheme,
    }),
  })
}
