import { ProblemError } from '#server/domain/errors.ts'
import { draftPayout } from '#server/operations/payout/draft-payout.ts'
import { exportPayout } from '#server/operations/payout/export-payout.ts'
import { freezePayout } from '#server/operations/payout/freeze-payout.ts'
import { releasePayout } from '#server/operations/payout/release-payout.ts'
import { settleLine } from '#server/operations/payout/settle-line.ts'
import { payoutDetail } from '#server/reports/payout-detail.ts'
import type { SampleEvent } from './sample-event.ts'
import type { SampleRun } from './sample-run.ts'
import { instantOf } from './world/calendar.ts'
import { batchDays, type Thanks } from './world/thanks.ts'

type Lines = Awaited<ReturnType<typeof payoutDetail>>['lines']

/** One batch every four weeks; the last three are with the bank, frozen, and a draft. */
export function payoutEvents(run: SampleRun): SampleEvent[] {
  const { firstDay, lastDay, until } = run
  const events: SampleEvent[] = []
  for (let on = lastDay - batchDays.sending; on > firstDay + 60; on -= batchDays.every) {
    events.push(...batchEvents(run, on, on < lastDay - batchDays.sending))
  }
  const frozenOn = instantOf(lastDay - batchDays.frozen, 15 * 60)
  events.push({ at: frozenOn, act: async () => void (await freeze(run)) })
  const draftedAt = new Date(until.getTime() - 20 * 60_000)
  events.push({ at: draftedAt, act: async () => void (await draft(run)) })
  return events
}

function batchEvents(run: SampleRun, on: number, isDone: boolean): SampleEvent[] {
  let id: string | null = null
  const step = (days: number, hours: number, act: (id: string) => Promise<unknown>) => ({
    at: instantOf(on + days, hours * 60),
    act: async () => {
      if (id) await act(id)
    },
  })
  return [
    {
      at: instantOf(on, 15 * 60),
      act: async () => {
        id = await freeze(run)
      },
    },
    step(1, 9, (batch) => release(run, batch)),
    step(1, 10, (batch) => exportPayout(run.people.finance, { id: batch })),
    step(3, 11, (batch) => settle(run, batch, isDone)),
    ...(isDone ? [step(6, 11, (batch) => sendBack(run, batch))] : []),
  ]
}

/** Nothing to pay makes no batch. */
async function draft(run: SampleRun): Promise<string | null> {
  try {
    return (await draftPayout(run.people.finance, { currency: 'CNY' })).id
  } catch (error) {
    if (isNothingToPay(error)) return null
    throw error
  }
}

async function freeze(run: SampleRun): Promise<string | null> {
  const id = await draft(run)
  if (id) await freezePayout(run.people.finance, { id })
  return id
}

/** The other one of finance releases; where they approved something in it, the owner does. */
async function release(run: SampleRun, id: string): Promise<void> {
  const { releasers } = await payoutDetail(run.people.finance, { id })
  const { finance2, owner } = run.people
  const can = releasers.some(({ membershipId }) => membershipId === finance2.membershipId)
  await releasePayout(can ? finance2 : owner, { id })
}

/** What the bank says two days later. Of the batch that is still out, half the lines have no answer yet. */
async function settle(run: SampleRun, id: string, isDone: boolean): Promise<void> {
  const { lines } = await payoutDetail(run.people.finance, { id })
  const answered = isDone ? lines : lines.slice(0, Math.max(2, Math.floor(lines.length / 2)))
  for (const [index, line] of answered.entries()) {
    const bad = isDone ? firstTimeBad(run, line) : index === 1 ? 'returned' : null
    const outcome = bad ?? 'settled'
    const reason = bad === 'refused' ? '账号不存在' : '户名不符'
    await settleLine(run.people.finance, { lineId: line.id, outcome, ...(bad ? { reason } : {}) })
  }
}

/** The bank refuses or returns a payee's money at most once; then the account was put right. */
function firstTimeBad(run: SampleRun, line: Lines[number]): 'returned' | 'refused' | null {
  const thanks = thanksOf(run, line)
  const bad = thanks?.bankSays
  if (!thanks || (bad !== 'returned' && bad !== 'refused')) return null
  thanks.bankSays = 'settled'
  return bad
}

/** What had arrived and then came back, days later. */
async function sendBack(run: SampleRun, id: string): Promise<void> {
  const { lines } = await payoutDetail(run.people.finance, { id })
  for (const line of lines) {
    const thanks = thanksOf(run, line)
    if (thanks?.bankSays !== 'returned-later') continue
    thanks.bankSays = 'settled'
    await settleLine(run.people.finance, {
      lineId: line.id,
      outcome: 'returned',
      reason: '账户已销户',
    })
  }
}

function thanksOf(run: SampleRun, line: Lines[number]): Thanks | undefined {
  return run.world.thanks.find(
    ({ referral, bankSays }) =>
      bankSays !== 'settled' && run.customers.get(referral.referrer.externalId) === line.customerId,
  )
}

function isNothingToPay(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    error.problem.kind === 'rule-broken' &&
    error.problem.rule === 'nothing-to-pay'
  )
}
