import { AddLocation, ChosenLocation, RenameLocation } from '#server/domain/location/input.ts'
import { addLocation } from '#server/operations/location/add-location.ts'
import { closeLocation } from '#server/operations/location/close-location.ts'
import { renameLocation } from '#server/operations/location/rename-location.ts'
import { reopenLocation } from '#server/operations/location/reopen-location.ts'
import { locationList } from '#server/reports/location-list.ts'
import { router, signedIn } from '../trpc.ts'

export const locationRouter = router({
  list: signedIn.query(({ ctx }) => locationList(ctx.actor)),
  add: signedIn.input(AddLocation).mutation(({ ctx, input }) => addLocation(ctx.actor, input)),
  rename: signedIn
    .input(RenameLocation)
    .mutation(({ ctx, input }) => renameLocation(ctx.actor, input)),
  close: signedIn
    .input(ChosenLocation)
    .mutation(({ ctx, input }) => closeLocation(ctx.actor, input, ctx.now)),
  reopen: signedIn
    .input(ChosenLocation)
    .mutation(({ ctx, input }) => reopenLocation(ctx.actor, input)),
})
