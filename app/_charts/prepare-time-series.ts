/** One bucket as the server counted it: its first day, and a count for each series. */
export type TimePoint<Key extends string> = { start: string } & Record<Key, number>

/** What is drawn: a point per bucket; the last stretch apart when its bucket is not over yet. */
export type TimePlot<Key extends string> = {
  keys: readonly Key[]
  points: ({ start: string } & Partial<Record<Key | `${Key}.open`, number>>)[]
  /** The upper end of the axis, a round number. */
  top: number
  /** Whether the last bucket is still running: its stretch is dashed. */
  hasOpenEnd: boolean
}

type Bucket = 'day' | 'week' | 'month'

/**
 * Lines over time from counts. The bucket that holds today is not over, so its stretch is a series of its own
 * (`key.open`), drawn dashed from the last whole bucket on.
 *
 * @param points in order of time, every bucket present (a count of 0 is a 0)
 * @param today the business day of now, 'YYYY-MM-DD'
 */
export function prepareTimeSeries<Key extends string>(
  points: readonly TimePoint<Key>[],
  { keys, bucket, today }: { keys: readonly Key[]; bucket: Bucket; today: string },
): TimePlot<Key> {
  const last = points.at(-1)
  const hasOpenEnd = last !== undefined && nextStart(last.start, bucket) > today
  const drawn = points.map((point, index) => {
    const isOpen = hasOpenEnd && index === points.length - 1
    const joinsOpen = hasOpenEnd && index >= points.length - 2
    const counts: Record<string, number> = {}
    for (const key of keys) {
      if (!isOpen) counts[key] = point[key]
      if (joinsOpen) counts[`${key}.open`] = point[key]
    }
    return { start: point.start, ...counts } as TimePlot<Key>['points'][number]
  })
  const most = Math.max(0, ...points.flatMap((point) => keys.map((key) => point[key])))
  return { keys, points: drawn, top: roundUp(most), hasOpenEnd }
}

/** The first day after a bucket. */
function nextStart(start: string, bucket: Bucket): string {
  const date = new Date(`${start}T00:00:00Z`)
  if (bucket === 'month') date.setUTCMonth(date.getUTCMonth() + 1)
  else date.setUTCDate(date.getUTCDate() + (bucket === 'week' ? 7 : 1))
  return date.toISOString().slice(0, 10)
}

/** The next of 1, 2, 4, 5, 10 … at or above, so that four gridlines fall on whole counts. */
function roundUp(most: number): number {
  if (most <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 4, 8, 10].find((one) => one * power >= most) ?? 10
  return step * power
}
