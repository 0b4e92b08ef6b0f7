import { readToday } from '#server/db/impact-frame.ts'
import { countMoments } from '#server/db/moment-day.ts'
import { countShareChannels } from '#server/db/outcome-channel.ts'
import { readingReplica } from '#server/db/reading.ts'
import { countEnquiries, type EnquiryCounts } from '#server/db/share-chain.ts'
import type { Actor } from '#server/domain/actor.ts'
import { authorize } from '#server/domain/actor.ts'
import { maturedUntil } from '#server/domain/impact/impact-metric.ts'
import type { MomentQuestion } from '#server/domain/impact/input.ts'
import { type MeasuredRate, measureRate } from '#server/domain/impact/measure-rate.ts'
import { spanOf } from '#server/domain/period.ts'

export type MomentWordOfMouth = {
  /** By the kind of an exposure's first share, most first; each of all matured exposures. */
  kinds: { channel: string; rate: MeasuredRate }[]
  chain: { shareCount: number } & EnquiryCounts
}

/** How customers told of one moment, and what came of it: shares → enquiries → visits → deals. */
export async function momentWordOfMouth(
  actor: Actor,
  input: MomentQuestion,
  now: Date,
): Promise<MomentWordOfMouth> {
  authorize(actor, 'impact.read')
  return readingReplica(actor, async (db) => {
    const today = await readToday(db, now)
    const span = spanOf(input.period, today)
    const edge = {
      share: maturedUntil('share', today),
      complaint: maturedUntil('complaint', today),
    }
    const until = edge.share < span.until ? edge.share : span.until
    const matured = { ...input, span: { from: span.from, until } }
    const counts = await countMoments(db, { ...matured, maturedUntil: edge })
    const n = counts.find((row) => row.momentNo === input.momentNo)?.exposureCount ?? 0
    const channels = await countShareChannels(db, matured)

    const kinds = channels
      .map(({ channel, count }) => ({ channel, rate: measureRate(count, n) }))
      .sort((one, other) => other.rate.x - one.rate.x || (one.channel < other.channel ? -1 : 1))
    const shareCount = channels.reduce((sum, { count }) => sum + count, 0)

    return { kinds, chain: { shareCount, ...(await countEnquiries(db, matured)) } }
  })
}
