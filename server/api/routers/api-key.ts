import { CreateApiKey, RevokeApiKey, RotateApiKey } from '#server/domain/api-key/input.ts'
import { createApiKey } from '#server/operations/api-key/create-api-key.ts'
import { revokeApiKey } from '#server/operations/api-key/revoke-api-key.ts'
import { rotateApiKey } from '#server/operations/api-key/rotate-api-key.ts'
import { apiKeyList } from '#server/reports/api-key-list.ts'
import { router, signedIn } from '../trpc.ts'

export const apiKeyRouter = router({
  list: signedIn.query(({ ctx }) => apiKeyList(ctx.actor)),
  create: signedIn.input(CreateApiKey).mutation(({ ctx, input }) => createApiKey(ctx.actor, input)),
  rotate: signedIn.input(RotateApiKey).mutation(({ ctx, input }) => rotateApiKey(ctx.actor, input)),
  revoke: signedIn.input(RevokeApiKey).mutation(({ ctx, input }) => revokeApiKey(ctx.actor, input)),
})
