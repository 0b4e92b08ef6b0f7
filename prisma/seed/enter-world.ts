import { analyzeSample } from '#server/operations/sample/analyze-sample.ts'
import { enterOrders, enterVoices } from './enter-facts.ts'
import { payoutEvents } from './enter-payouts.ts'
import { policyEvents } from './enter-policies.ts'
import { enterReferrals } from './enter-referrals.ts'
import { thanksEvents } from './enter-thanks.ts'
import type { SampleEvent } from './sample-event.ts'
import { moveClock, type SampleRun } from './sample-run.ts'

/** Enters a world as it would have been: facts week by week, money day by day, each with the clock of its time. */
export async function enterWorld(run: SampleRun): Promise<void> {
  const events = [
    ...weekEvents(run),
    ...policyEvents(run),
    ...thanksEvents(run),
    ...payoutEvents(run),
  ]
  // Sorting keeps equal times in this order: what a week brought is known before it is acted upon.
  events.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at, act } of events) {
    await moveClock(run, at)
    await act()
  }
}

/** What was seen since the last time; the very last time also what is still to come. */
function weekEvents(run: SampleRun): SampleEvent[] {
  const times = run.world.recordedAt
  return times.map((at, index) => {
    const week = [times[index - 1] ?? new Date(0), at] as const
    const act = async () => {
      await enterWeek(run, week, index === times.length - 1)
      // Whenever the tables have grown fourfold.
      if (Number.isInteger(Math.log2(index + 1) / 2)) await analyzeSample(run.command)
    }
    return { at, act }
  })
}

async function enterWeek(
  run: SampleRun,
  week: readonly [from: Date, until: Date],
  isLast: boolean,
): Promise<void> {
  await enterVoices(run, week)
  await enterReferrals(run, week)
  await enterOrders(run, week, isLast)
}
