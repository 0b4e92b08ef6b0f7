/**
 * What is planted in the sample business, so that a report can be held against it. docs/sample-business.md tells it in words;
 * truths.test.ts measures it in the generated world.
 */

/** How one moment of the hotel journey behaves. Rates are per exposure, within the rate horizon (share 30 days, complaint 14). */
export type MomentTruth = {
  /** Part of the stays in which it is lived through and recorded. */
  reach: number
  scoreMean: number
  scoreDeviation: number
  shareRate: number
  complaintRate: number
}

/** The 14 moments of mission row 45, in order. */
export const momentTruths = [
  truth('预订', 0.8, [1.6, 1.3], 0.01, 0.008),
  truth('接站', 0.03, [2.2, 1.6], 0.06, 0.015),
  truth('到酒店门前', 0.5, [1.9, 1.2], 0.02, 0.004),
  truth('停车', 0.3, [0.3, 1.8], 0.006, 0.03),
  truth('进入大堂', 0.6, [2.6, 1.2], 0.05, 0.003),
  truth('前台接待', 0.85, [2.3, 1.4], 0.03, 0.02),
  truth('进入电梯间', 0.3, [1.1, 1.1], 0.005, 0.006),
  truth('进入走廊', 0.3, [0.9, 1.2], 0.008, 0.009),
  truth('进入房间', 0.9, [2.7, 1.5], 0.07, 0.025),
  truth('叫醒服务', 0.006, [1.0, 1.9], 0.04, 0.04),
  truth('客用电话', 0.15, [-2.4, 1.7], 0.004, 0.09),
  truth('早餐', 0.7, [2.3, 1.4], 0.045, 0.014),
  truth('前台结账', 0.75, [0.8, 1.6], 0.009, 0.028),
  truth('离店', 0.8, [2.0, 1.3], 0.06, 0.004),
] as const

/** From the first day of the month nine months ago, two bottles of water are handed over at 离店 (mission row 50). */
export const bottles = { momentNo: 14, monthsAgo: 9, shareRate: 0.1, scoreGain: 0.8 }

/** From the first day of the month five months ago, one hotel no longer greets at 前台接待 as trained (mission rows 51, 52). */
export const slip = {
  momentNo: 6,
  locationNo: 3,
  monthsAgo: 5,
  shareRate: 0.008,
  complaintRate: 0.055,
  scoreLoss: 1.6,
}

/** At the weekend 早餐 is overrun, at every hotel, all the time. */
export const weekendBreakfast = {
  momentNo: 12,
  shareRate: 0.025,
  complaintRate: 0.04,
  scoreLoss: 1.2,
}

/** Part of the outcomes that come after the rate horizon, on top of those within it. */
export const lateShares = 0.08
export const lateComplaints = 0.06

/** Part of the stays with a share or a complaint that names no moment. */
export const notStated = { shareRate: 0.02, complaintRate: 0.008 }

/** Part of the stays whose guest answers "was it worth it?", and the log-odds of a yes: it follows peak and end (mission row 12). */
export const worthIt = { answered: 0.2, base: -0.9, perPoint: 0.75 }

/** Part of the experiences without a score. */
export const missingScores = 0.12

function truth(
  name: string,
  reach: number,
  [scoreMean, scoreDeviation]: readonly [number, number],
  shareRate: number,
  complaintRate: number,
): MomentTruth & { name: string } {
  return { name, reach, scoreMean, scoreDeviation, shareRate, complaintRate }
}
