import { today } from '#server/reports/today.ts'
import { router, signedIn } from '../trpc.ts'

export const shellRouter = router({
  today: signedIn.query(({ ctx }) => today(ctx.actor, ctx.now)),
})
