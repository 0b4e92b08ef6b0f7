import type { Actor } from '#server/domain/actor.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/batch.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'

const DAY_MS = 86_400_000

/** Noon in Shanghai, so that a business day is not in doubt. */
export function noon(day: string, later = 0): Date {
  return new Date(Date.parse(`${day}T04:00:00Z`) + later * DAY_MS)
}

type Told = { customer: string; moment?: string | null; at: Date; stay?: string }

/** Facts as a business would send them, each by one line. */
export function worldOf(owner: Actor, now: Date) {
  let count = 0
  const send = async (
    act: (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>,
    item: object,
  ) => {
    count += 1
    const batch = { items: [{ source: 'pms', externalId: `fact-${count}`, ...item }] }
    const [result] = await act(owner, batch, now)
    if (result?.outcome !== 'new') throw new Error(JSON.stringify(result))
    return result.id ?? ''
  }
  const customer = (name: string) => ({ source: 'pms', externalId: name })
  return {
    async arrive(name: string): Promise<string> {
      const items = [{ source: 'pms', externalId: name, name }]
      const [result] = await recordCustomers(owner, { items }, now)
      return result?.id ?? ''
    },
    live: (given: Told & { location?: string; score?: number }) =>
      send(recordExperiences, {
        customer: customer(given.customer),
        moment: given.moment ?? null,
        occurredAt: given.at,
        episodeExternalId: given.stay ?? null,
        location: given.location ?? '西湖店',
        score: given.score ?? null,
      }),
    share: (given: Told & { channel?: string; valence?: number; isPublic?: boolean }) =>
      send(recordShares, {
        customer: customer(given.customer),
        moment: given.moment ?? null,
        occurredAt: given.at,
        channel: given.channel ?? 'feed',
        valence: given.valence ?? 1,
        isPublic: given.isPublic ?? false,
      }),
    complain: (given: Told) =>
      send(recordComplaints, {
        customer: customer(given.customer),
        moment: given.moment ?? null,
        occurredAt: given.at,
      }),
  }
}
