import { randomUUID } from 'node:crypto'
import type { MemberActor } from '#server/domain/actor.ts'
import { approveEntries } from '#server/operations/commission/approve-entries.ts'
import { holdCommission } from '#server/operations/commission/hold-commission.ts'
import { rejectEntries } from '#server/operations/commission/reject-entries.ts'
import { requestPayee } from '#server/operations/payee/request-payee.ts'
import { submitPayee } from '#server/operations/payee/submit-payee.ts'
import { keepReferrals } from '#server/operations/referral/keep-referrals.ts'
import { entriesToApprove } from '#server/reports/entries-to-approve.ts'
import type { SampleEvent } from './sample-event.ts'
import { nightJob, type SampleRun } from './sample-run.ts'
import type { SampleCustomer } from './world/stays.ts'
import type { Thanks } from './world/thanks.ts'

type Queue = Awaited<ReturnType<typeof entriesToApprove>>['items']

const day = 86_400_000

/** What the night job and finance do about each kept referral, and what the thanked answer. */
export function thanksEvents(run: SampleRun): SampleEvent[] {
  const nights = byInstant(run.world.thanks, ({ keptAt }) => keptAt)
  const decisions = byInstant(run.world.thanks, ({ decidedAt }) => decidedAt)
  return [
    ...nights.map(([at, due]) => ({ at, act: () => keep(run, due) })),
    ...decisions.map(([at, due]) => ({ at, act: () => decide(run, due, at) })),
    ...run.world.thanks.flatMap((one) => answerOf(run, one)),
  ]
}

async function keep(run: SampleRun, due: Thanks[]): Promise<void> {
  const { results } = await keepReferrals(nightJob(run), { ids: due.map((one) => idOf(run, one)) })
  const wrong = results.find(({ outcome, unproposed }) => outcome !== 'kept' || unproposed)
  if (wrong) throw new Error(`Keep: ${JSON.stringify(wrong)}`)
}

/** One of finance goes through the queue; from the threshold on the other one looks too. */
async function decide(run: SampleRun, due: Thanks[], at: Date): Promise<void> {
  const { finance, finance2 } = run.people
  const queue = await reckonAnew(run, due, await wholeQueue(run))
  const entriesOf = (decision: Thanks['decision']) => awardsOf(run, due, queue, decision)
  const oldDebt = queue.filter(
    ({ kind, stop, proposedAt }) =>
      kind === 'reversal' && !stop && proposedAt.getTime() < at.getTime() - 3 * day,
  )
  const approved = entriesOf('approve')
  const waiting = await approve(finance, [...approved, ...oldDebt])
  await approve(finance2, waiting)
  for (const entry of approved) await askForAccount(run, entry)
  await approve(finance, entriesOf('once'))
  const rejected = entriesOf('reject').map(({ entryId }) => entryId)
  if (rejected.length > 0) {
    await rejectEntries(finance, { entryIds: rejected, reason: 'related-person' })
  }
  for (const { commissionId } of entriesOf('hold')) {
    await holdCommission(finance2, { commissionId, reason: '两人电话尾号相同,先核实' })
  }
}

/** A refund that became known after the proposal: finance has the amount reckoned anew before deciding. */
async function reckonAnew(run: SampleRun, due: Thanks[], queue: Queue): Promise<Queue> {
  const changed = awardsOf(run, due, queue, 'approve').filter(
    ({ stop }) => stop === 'reversal-pending',
  )
  if (changed.length === 0) return queue
  const entryIds = changed.map(({ entryId }) => entryId)
  await rejectEntries(run.people.finance, { entryIds, reason: 'amount-changed' })
  return wholeQueue(run)
}

function awardsOf(
  run: SampleRun,
  due: Thanks[],
  queue: Queue,
  decision: Thanks['decision'],
): Queue {
  const ids = new Set(due.filter((one) => one.decision === decision).map((one) => idOf(run, one)))
  return queue.filter(({ referralId, kind }) => ids.has(referralId) && kind === 'award')
}

/** @returns the entries for which a second person is needed */
async function approve(actor: MemberActor, entries: Queue): Promise<Queue> {
  if (entries.length === 0) return []
  const { results } = await approveEntries(actor, {
    entryIds: entries.map(({ entryId }) => entryId),
  })
  const wrong = results.find(({ outcome }) => outcome === 'refused')
  if (wrong) throw new Error(`Approve: ${JSON.stringify(wrong)}`)
  const waiting = results.filter(({ outcome }) => outcome === 'waiting')
  return entries.filter(({ entryId }) => waiting.some((one) => one.entryId === entryId))
}

/** The form for the account also tells the customer of the thank-you; a newer form ends an older one. Who has answered is not asked again. */
async function askForAccount(run: SampleRun, entry: Queue[number]): Promise<void> {
  const { entryId, referrerId } = entry
  if (run.payees.has(referrerId)) return
  const { link } = await requestPayee(run.people.finance, { entryId, locale: 'zh-CN' })
  run.forms.set(referrerId, link.split('/').at(-1) ?? '')
}

function answerOf(run: SampleRun, one: Thanks): SampleEvent[] {
  const { answeredAt, referral } = one
  if (!answeredAt || one.decision !== 'approve') return []
  const act = async () => {
    const referrerId = run.customers.get(referral.referrer.externalId) ?? ''
    const secret = run.forms.get(referrerId)
    if (!secret || run.payees.has(referrerId)) return
    run.payees.add(referrerId)
    await submitPayee({ ...answer(referral.referrer), secret }, randomUUID())
  }
  return [{ at: answeredAt, act }]
}

function answer({ no, name }: SampleCustomer) {
  return {
    name,
    bankName: ['招商银行', '工商银行', '建设银行', '中国银行'][no % 4] ?? '招商银行',
    // No bank issues cards that begin with 0000.
    account: `0000${String(no).padStart(12, '0')}`,
    consent: true as const,
    locale: 'zh-CN' as const,
    isEmployee: false,
    isPublicOfficial: false,
    isMedicalStaff: false,
    isBuyersEmployee: false,
  }
}

async function wholeQueue(run: SampleRun): Promise<Queue> {
  const queue: Queue = []
  let cursor: Awaited<ReturnType<typeof entriesToApprove>>['next'] = null
  do {
    const page = await entriesToApprove(run.people.finance, { cursor, limit: 200 })
    queue.push(...page.items)
    cursor = page.next
  } while (cursor)
  return queue
}

function idOf(run: SampleRun, { referral }: Thanks): string {
  return run.referrals.get(referral.externalId) ?? ''
}

function byInstant(all: Thanks[], instantOf: (one: Thanks) => Date | null): [Date, Thanks[]][] {
  const groups = new Map<number, Thanks[]>()
  for (const one of all) {
    const at = instantOf(one)?.getTime()
    if (at !== undefined) groups.set(at, [...(groups.get(at) ?? []), one])
  }
  return [...groups].map(([at, group]) => [new Date(at), group])
}
