import { type Allowance, spendItems } from '#server/db/rate-limit.ts'
import type { KeyActor } from '#server/domain/actor.ts'
import { env } from '#server/env.ts'

/** One minute is short enough to wait for and long enough to even out. */
export const WINDOW_SECONDS = 60

/** Takes a request's items from its key's allowance. Counted in the database, so that every process sees it. */
export function spendAllowance(actor: KeyActor, items: number): Promise<Allowance> {
  return spendItems(actor.keyId, items, {
    quota: env().API_ITEMS_PER_MINUTE,
    windowSeconds: WINDOW_SECONDS,
  })
}
