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
type Act = (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>

/** Facts told line by line, and sent as a business would send them: noun by noun. */
export function worldOf(owner: Actor, now: Date) {
  const customers: object[] = []
  const experiences: object[] = []
  const shares: object[] = []
  const complaints: object[] = []
  const fact = (list: object[], { customer, moment, at, stay }: Told, more: object) =>
    list.push({
      source: 'pms',
      externalId: `fact-${list.length}`,
      customer: { source: 'pms', externalId: customer },
      moment: moment ?? null,
      occurredAt: at,
      episodeExternalId: stay ?? null,
      ...more,
    })
  return {
    arrive(name: string): void {
      customers.push({ source: 'pms', externalId: name, name })
    },
    live({ location, score, ...told }: Told & { location?: string; score?: number }): void {
      fact(experiences, told, { location: location ?? '西湖店', score: score ?? null })
    },
    share(given: Told & { channel?: string; valence?: number; isPublic?: boolean }): void {
      const { channel = 'feed', valence = 1, isPublic = false, ...told } = given
      fact(shares, told, { channel, valence, isPublic })
    },
    complain(told: Told): void {
      fact(complaints, told, {})
    },
    /** Sends all that was told; the ids of the customers, in the order of their arrival. */
    async send(): Promise<string[]> {
      const all = async (act: Act, items: object[]) => {
        const results = await act(owner, { items }, now)
        const refused = results.find((result) => result.outcome !== 'new')
        if (refused) throw new Error(JSON.stringify(refused))
        return results.map((result) => result.id ?? '')
      }
      const ids = await all(recordCustomers, customers)
      await all(recordExperiences, experiences)
      await all(recordShares, shares)
      await all(recordComplaints, complaints)
      return ids
    },
  }
}
