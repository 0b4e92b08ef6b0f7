import { JOURNEY_TEMPLATES } from '#server/domain/journey/template.ts'
import { SOURCE } from './customers.ts'
import { PLACES } from './scaffold.ts'

export const BATCH = 1000

const MOMENTS = JOURNEY_TEMPLATES.hotel.moments.map(({ code }) => code)

export type SentItem = {
  source: string
  externalId: string
  customer: { source: string; externalId: string }
  occurredAt: string
  moment: string
  location: string
  score: number
}

/**
 * A batch as a business's own system would send it: new experiences of known customers over the last four weeks.
 * @param run makes the ids of one run differ from those of another
 */
export function itemsOf(
  run: string,
  batch: number,
  of: { customers: number; now: Date; size?: number },
): SentItem[] {
  return Array.from({ length: of.size ?? BATCH }, (_, at) => {
    const no = batch * BATCH + at
    const minutesAgo = (no * 7919) % 40_000
    return {
      source: 'rest',
      externalId: `${run}-${no}`,
      customer: { source: SOURCE, externalId: `C${1 + ((no * 104_729) % of.customers)}` },
      occurredAt: new Date(of.now.getTime() - minutesAgo * 60_000).toISOString(),
      moment: MOMENTS[no % MOMENTS.length] ?? '',
      location: PLACES[no % PLACES.length] ?? '',
      score: (no % 11) - 5,
    }
  })
}
