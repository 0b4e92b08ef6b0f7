import { readToday } from '#server/db/impact-frame.ts'
import { countExposures, countOutcomes } from '#server/db/moment-day.ts'
import { reading } from '#server/db/reading.ts'
import { readShareChain, type ShareChain } from '#server/db/share-chain.ts'
import type { Actor } from '#server/domain/actor.ts'
import { authorize } from '#server/domain/actor.ts'
import { maturedUntil } from '#server/domain/impact/impact-metric.ts'
import type { MomentQuestion } from '#server/domain/impact/input.ts'
import { type MeasuredRate, measureRate } from '#server/domain/impact/measure-rate.ts'
import { spanOf } from '#server/domain/period.ts'

export type MomentWordOfMouth = {
  /** By the kind of an exposure's first share, most first; each of all matured exposures. */
  kinds: { channel: string; rate: MeasuredRate }[]
  chain: ShareChain
}

/** How customers told of one moment, and what came of it: shares → enquiries → visits → deals. */
export async function momentWordOfMouth(
  actor: Actor,
  input: MomentQuestion,
  now: Date,
): Promise<MomentWordOfMouth> {
  authorize(actor, 'impact.read')
  return reading(actor, async (db) => {
    const today = await readToday(db, now)
    const span = spanOf(input.period, today)
    const edge = {
      share: maturedUntil('share', today),
      complaint: maturedUntil('complaint', today),
    }
    const question = { span, locationNo: input.locationNo, maturedUntil: edge }
    const exposures = await countExposures(db, question)
    const n = exposures.find((row) => row.momentNo === input.momentNo)?.maturedCount.share ?? 0
    const outcomes = await countOutcomes(db, question)

    const kinds = outcomes
      .filter(
        (row) => row.momentNo === input.momentNo && row.outcome === 'share' && row.maturedCount > 0,
      )
      .map((row) => ({ channel: row.channel, rate: measureRate(row.maturedCount, n) }))
      .sort((one, other) => other.rate.x - one.rate.x || (one.channel < other.channel ? -1 : 1))

    const until = edge.share < span.until ? edge.share : span.until
    return { kinds, chain: await readShareChain(db, { ...input, span: { ...span, until } }) }
  })
}
