import type { MeasuredRate } from './measure-rate.ts'

/**
 * Which moments lead, as far as the data can tell.
 *
 * - `no-data`: no exposure is old enough
 * - `too-few`: there are exposures, but no moment has enough of them
 * - `none`: nothing of the kind happened at any moment
 * - `single`: only one moment has enough to tell, so there is nothing to hold it against
 * - `one`: one moment's interval lies above all others'
 * - `group`: two or three cannot be told from the top, all others lie clear below it; the higher estimate first
 * - `level`: more than that cannot be told from the top; naming a winner would be chance
 */
export type Leaders =
  | { kind: 'no-data' | 'too-few' | 'none' | 'level' }
  | { kind: 'single' | 'one' | 'group'; momentNos: number[] }

const LARGEST_GROUP = 3

/**
 * Reads intervals instead of ranks: a moment leads only where its 95 % Wilson interval begins above the end of the others'.
 * That is stricter than a test of two rates at 5 %, which makes up for comparing many moments at once.
 */
export function decideLeaders(rates: { momentNo: number; rate: MeasuredRate }[]): Leaders {
  if (rates.every(({ rate }) => rate.n === 0)) return { kind: 'no-data' }
  const told = rates
    .flatMap(({ momentNo, rate }) =>
      rate.verdict === 'told' && rate.low !== null && rate.high !== null
        ? [{ momentNo, rate: rate.rate ?? 0, low: rate.low, high: rate.high, x: rate.x }]
        : [],
    )
    .sort((one, other) => other.rate - one.rate || one.momentNo - other.momentNo)
  const [top, ...others] = told
  if (!top) return { kind: 'too-few' }
  if (top.x === 0) return { kind: 'none' }
  if (others.length === 0) return { kind: 'single', momentNos: [top.momentNo] }
  const tied = others.filter((other) => other.high >= top.low)
  if (tied.length === 0) return { kind: 'one', momentNos: [top.momentNo] }
  const group = [top, ...tied]
  if (group.length > LARGEST_GROUP || tied.length === others.length) return { kind: 'level' }
  return { kind: 'group', momentNos: group.map(({ momentNo }) => momentNo) }
}
