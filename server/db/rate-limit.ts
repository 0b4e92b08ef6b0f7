import { z } from 'zod'
import { factPool } from './client.ts'

const Allowance = z.object({
  is_allowed: z.boolean(),
  items_left: z.number(),
  full_in_seconds: z.number(),
  wait_seconds: z.number(),
})

export type Allowance = {
  isAllowed: boolean
  itemsLeft: number
  /** Until the whole quota is there again. */
  fullInSeconds: number
  /** Until this request would pass; 0 where it did. */
  waitSeconds: number
}

/** Takes items from a key's allowance: one statement beside the facts' transaction, right for any number of processes. */
export async function spendItems(
  keyId: string,
  items: number,
  limit: { quota: number; windowSeconds: number },
): Promise<Allowance> {
  const { rows } = await factPool().query({
    name: 'api-key-spend',
    text: 'SELECT * FROM api_key_spend($1::uuid, $2::integer, $3::integer, $4::integer)',
    values: [keyId, items, limit.quota, limit.windowSeconds],
  })
  const spent = Allowance.parse(rows[0])
  return {
    isAllowed: spent.is_allowed,
    itemsLeft: spent.items_left,
    fullInSeconds: spent.full_in_seconds,
    waitSeconds: spent.wait_seconds,
  }
}
