import { ChangeProfile, SetPreferences } from '#server/domain/profile/input.ts'
import { changeProfile } from '#server/operations/profile/change-profile.ts'
import { setPreferences } from '#server/operations/profile/set-preferences.ts'
import { router, signedIn } from '../trpc.ts'

export const profileRouter = router({
  change: signedIn
    .input(ChangeProfile)
    .mutation(({ ctx, input }) => changeProfile(ctx.actor, input)),
  setPreferences: signedIn
    .input(SetPreferences)
    .mutation(({ ctx, input }) => setPreferences(ctx.actor, input)),
})
