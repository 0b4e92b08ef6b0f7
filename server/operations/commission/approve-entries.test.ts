import { beforeEach, expect, it } from 'vitest'
import { actorOf, kept, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { makeWorld, refusalOf, type World } from '#prisma/invariants/money-world.ts'
import { commissionDetail } from '#server/reports/commission-detail.ts'
import { entriesToApprove } from '#server/reports/entries-to-approve.ts'
import { approveEntries } from './approve-entries.ts'
import { holdCommission } from './hold-commission.ts'
import { rejectEntries } from './reject-entries.ts'
import { unholdCommission } from './unhold-commission.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

it('approves in bulk with a result for each, and again with the same results', async () => {
  const [one, two, held] = [await kept(w), await kept(w), await kept(w)]
  const finance = actorOf(w, 'finance')
  await holdCommission(finance, { commissionId: held.commission, reason: 'Is this one person?' })
  const entryIds = [one.entry, two.entry, held.entry]
  for (let time = 0; time < 2; time++) {
    const { results } = await approveEntries(finance, { entryIds })
    expect(results).toHaveLength(3)
    expect(results).toEqual(
      expect.arrayContaining([
        { entryId: one.entry, outcome: 'approved', rule: null },
        { entryId: two.entry, outcome: 'approved', rule: null },
        { entryId: held.entry, outcome: 'refused', rule: 'commission-on-hold' },
      ]),
    )
  }
  await unholdCommission(finance, { commissionId: held.commission })
  const { results } = await approveEntries(finance, { entryIds: [held.entry] })
  expect(results).toEqual([{ entryId: held.entry, outcome: 'approved', rule: null }])
  expect((await w.app('SELECT 1 FROM ledger_entries')).length).toBe(3)
})

it('is finance’s alone', async () => {
  const { entry } = await kept(w)
  for (const role of ['owner', 'marketing', 'staff', 'auditor'] as const) {
    expect(await refusalOf(approveEntries(actorOf(w, role), { entryIds: [entry] }))).toBe(
      'forbidden',
    )
    expect(
      await refusalOf(rejectEntries(actorOf(w, role), { entryIds: [entry], reason: 'other' })),
    ).toBe('forbidden')
  }
})

it('the queue shows what stops an entry and why you may not approve it, and empties', async () => {
  const one = await kept(w)
  await w.owner('UPDATE memberships SET linked_customer_id = $2 WHERE id = $1', [
    w.members.finance.id,
    one.referrer,
  ])
  const ask = (name: 'finance' | 'finance2') =>
    entriesToApprove(actorOf(w, name), { limit: 1, cursor: null })
  const first = await ask('finance')
  expect(first.items).toMatchObject([
    {
      entryId: one.entry,
      amountMinor: 10_000n,
      stop: null,
      refusal: 'commission-own-referral',
      knowledge: 'naive',
      priorThanks: 0,
    },
  ])
  expect(first.totals).toEqual([{ currency: 'CNY', count: 1, sumMinor: 10_000n }])
  expect((await ask('finance2')).items[0]?.refusal).toBeNull()
  await rejectEntries(actorOf(w, 'finance2'), {
    entryIds: [one.entry],
    reason: 'not-genuine',
    note: 'A colleague',
  })
  expect(await ask('finance2')).toEqual({ items: [], next: null, totals: [] })
})

it('the queue goes on from page to page without losing or repeating an entry', async () => {
  const entries = []
  for (let i = 0; i < 5; i++) entries.push((await kept(w)).entry)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof entriesToApprove>> = await entriesToApprove(
      actorOf(w, 'auditor'),
      { limit: 2, cursor },
    )
    seen.push(...page.items.map((item) => item.entryId))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(entries)
})

it('a commission is explained to the cent from its snapshot, after a refund too', async () => {
  const one = await kept(w)
  await approveEntries(actorOf(w, 'finance'), { entryIds: [one.entry] })
  await w.refund(one.order, 25_000n)
  const detail = await commissionDetail(actorOf(w, 'owner'), { id: one.commission })
  expect(detail.isRebuilt).toBe(true)
  expect(detail.commission.snapshot).toMatchObject({
    orderAmountMinor: 100_000n,
    netMinor: 100_000n,
    productCode: 'ROOM',
    refundWindowDays: 7,
  })
  expect(detail.entries).toMatchObject([
    {
      kind: 'award',
      amountMinor: 10_000n,
      status: 'approved',
      decisions: [{ name: 'finance', decision: 'approve' }],
    },
    {
      kind: 'reversal',
      amountMinor: -2500n,
      status: 'proposed',
      trace: { before: { amountMinor: 10_000n }, after: { amountMinor: 7500n } },
    },
  ])
})

it('marketing and staff are told nothing of it', async () => {
  const one = await kept(w)
  for (const role of ['marketing', 'staff'] as const) {
    expect(await refusalOf(entriesToApprove(actorOf(w, role), { limit: 5, cursor: null }))).toBe(
      'forbidden',
    )
    expect(await refusalOf(commissionDetail(actorOf(w, role), { id: one.commission }))).toBe(
      'forbidden',
    )
  }
})
