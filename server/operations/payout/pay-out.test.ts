import { beforeEach, expect, it } from 'vitest'
import { actorOf, approve, kept, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { makeWorld, refusalOf, type World } from '#prisma/invariants/money-world.ts'
import { payableAmounts } from '#server/reports/payable-amounts.ts'
import { payoutDetail } from '#server/reports/payout-detail.ts'
import { payoutList } from '#server/reports/payout-list.ts'
import { trialBalance } from '#server/reports/trial-balance.ts'
import { openPayeeForm } from '../payee/open-payee-form.ts'
import { requestPayee } from '../payee/request-payee.ts'
import { revealPayee } from '../payee/reveal-payee.ts'
import { submitPayee } from '../payee/submit-payee.ts'
import { cancelPayout } from './cancel-payout.ts'
import { draftPayout } from './draft-payout.ts'
import { exportPayout } from './export-payout.ts'
import { freezePayout } from './freeze-payout.ts'
import { releasePayout } from './release-payout.ts'
import { settleLine } from './settle-line.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const answer = {
  locale: 'zh-CN' as const,
  name: '王小明',
  bankName: '=工商银行',
  account: '6222020200112233',
  consent: true as const,
  isEmployee: false,
  isPublicOfficial: false,
  isMedicalStaff: false,
  isBuyersEmployee: false,
}

async function approved(options: Parameters<typeof kept>[1] = {}) {
  const one = await kept(w, options)
  await approve(w, w.members.finance, one.entry)
  return one
}

async function secretFor(entryId: string): Promise<string> {
  const { link } = await requestPayee(actorOf(w, 'finance'), { entryId, locale: 'zh-CN' })
  return link.split('/').at(-1) ?? ''
}

it('goes from an approved entry to a settled line, told, encrypted, by two people, and the books balance', async () => {
  const one = await approved()
  const secret = await secretFor(one.entry)
  const form = await openPayeeForm({ secret, locale: 'zh-CN' }, 'r')
  expect(form).toMatchObject({ organizationName: 'Hotel', amountMinor: 10_000n, currency: 'CNY' })
  expect(await submitPayee({ ...answer, secret }, 'r')).toEqual({ accountLast4: '2233' })
  const [stored] = await w.owner('SELECT id, account_cipher, name_cipher FROM payees')
  expect(String(stored?.account_cipher)).not.toContain('6222')
  expect(await revealPayee(actorOf(w, 'finance'), { id: String(stored?.id) })).toEqual({
    name: '王小明',
    account: '6222020200112233',
    idNumber: null,
  })
  expect(await w.app(`SELECT DISTINCT kind, document FROM disclosures ORDER BY document`)).toEqual([
    { kind: 'thanks', document: 'thanks-form' },
    { kind: 'thanks', document: 'thanks-message' },
  ])

  const finance = actorOf(w, 'finance')
  const { id, lineCount } = await draftPayout(finance, { currency: 'CNY' })
  expect(lineCount).toBe(1)
  const frozen = await freezePayout(finance, { id })
  expect(frozen.control).toMatchObject({ count: 1, sumMinor: 10_000n })
  expect(frozen.releasers.map((person) => person.name)).toEqual(['finance2', 'finance3', 'owner'])
  expect(await refusalOf(releasePayout(finance, { id }))).toBe('rule-broken')
  await releasePayout(actorOf(w, 'owner'), { id })
  await releasePayout(actorOf(w, 'owner'), { id })
  const file = await exportPayout(finance, { id })
  expect(file.content).toBe(
    "\uFEFFreference,name,account,bank,amount,currency\r\nB1-1-1,王小明,6222020200112233,'=工商银行,100.00,CNY\r\n",
  )
  expect(await exportPayout(finance, { id })).toEqual(file)

  const detail = await payoutDetail(finance, { id })
  expect(detail.lines).toMatchObject([
    { amountMinor: 10_000n, attempt: { state: 'sent', reference: 'B1-1-1' } },
  ])
  const lineId = detail.lines[0]?.id ?? ''
  expect(await settleLine(finance, { lineId, outcome: 'settled' })).toEqual({ state: 'settled' })
  expect((await payoutList(finance, { limit: 5, cursor: null })).items).toMatchObject([
    { state: 'reconciled', settledCount: 1, sumMinor: 10_000n },
  ])
  expect(
    (await trialBalance(actorOf(w, 'auditor'), {})).rows.map((row) => [row.code, row.balanceMinor]),
  ).toEqual([
    ['cash', -10_000n],
    ['thanks-expense', 10_000n],
    ['thanks-payable', 0n],
  ])
})

it('a one-time form works once, and unknown, used and superseded look alike', async () => {
  const one = await approved()
  const older = await secretFor(one.entry)
  const secret = await secretFor(one.entry)
  await submitPayee({ ...answer, secret }, 'r')
  for (const dead of [older, secret, 'x'.repeat(43)]) {
    expect(await refusalOf(openPayeeForm({ secret: dead, locale: 'en' }, 'r'))).toBe('not-found')
    expect(await refusalOf(submitPayee({ ...answer, secret: dead }, 'r'))).toBe('not-found')
  }
})

it('nobody is told of an entry that is not approved, and only finance tells', async () => {
  const one = await kept(w)
  expect(
    await refusalOf(requestPayee(actorOf(w, 'finance'), { entryId: one.entry, locale: 'en' })),
  ).toBe('rule-broken')
  expect(
    await refusalOf(requestPayee(actorOf(w, 'marketing'), { entryId: one.entry, locale: 'en' })),
  ).toBe('forbidden')
  expect(await w.app('SELECT 1 FROM disclosures')).toEqual([])
})

it('whom the law asks us not to pay is refused, the reason stays, and nothing else of them', async () => {
  const one = await approved()
  const secret = await secretFor(one.entry)
  const refused = submitPayee({ ...answer, secret, isPublicOfficial: true }, 'r')
  await expect(refused).rejects.toMatchObject({
    problem: { kind: 'rule-broken', rule: 'payee-public-official' },
  })
  expect(await w.app('SELECT refusal FROM payee_requests')).toEqual([
    { refusal: 'public-official' },
  ])
  expect(await w.app('SELECT 1 FROM payees')).toEqual([])
  expect(await refusalOf(submitPayee({ ...answer, secret }, 'r'))).toBe('not-found')
})

it('whoever declares a conflict later is not paid on the data of before, drafted or frozen', async () => {
  const one = await approved()
  await submitPayee({ ...answer, secret: await secretFor(one.entry) }, 'r')
  const { id } = await draftPayout(actorOf(w, 'finance'), { currency: 'CNY' })
  const later = { ...answer, secret: await secretFor(one.entry), isEmployee: true }
  expect(await refusalOf(submitPayee(later, 'r'))).toBe('rule-broken')
  await expect(freezePayout(actorOf(w, 'finance'), { id })).rejects.toMatchObject({
    problem: { rule: 'payee-changed' },
  })
  await cancelPayout(actorOf(w, 'finance'), { id })
  await expect(draftPayout(actorOf(w, 'finance'), { currency: 'CNY' })).rejects.toMatchObject({
    problem: { rule: 'nothing-to-pay' },
  })
})

it('corrections net against the next thank-you, and a debt alone is carried, visibly, and not paid', async () => {
  const one = await approved()
  await submitPayee({ ...answer, secret: await secretFor(one.entry) }, 'r')
  const { id } = await draftPayout(actorOf(w, 'finance'), { currency: 'CNY' })
  await freezePayout(actorOf(w, 'finance'), { id })
  await releasePayout(actorOf(w, 'finance2'), { id })
  await exportPayout(actorOf(w, 'finance'), { id })
  await w.refund(one.order, 60_000n)
  const [reversal] = await w.app(`SELECT id FROM commission_entries WHERE kind = 'reversal'`)
  expect(await approve(w, w.members.finance, String(reversal?.id))).toBe('approved')
  const owed = await payableAmounts(actorOf(w, 'finance'), { currency: 'CNY' })
  expect(owed).toMatchObject({
    readyMinor: 0n,
    debtMinor: -6000n,
    items: [{ amountMinor: -6000n }],
  })
  expect(await refusalOf(draftPayout(actorOf(w, 'finance'), { currency: 'CNY' }))).toBe(
    'rule-broken',
  )
  await approved({ referrer: one.referrer })
  const next = await draftPayout(actorOf(w, 'finance'), { currency: 'CNY' })
  expect((await payoutDetail(actorOf(w, 'finance'), { id: next.id })).lines).toMatchObject([
    { amountMinor: 4000n, entries: [{}, {}] },
  ])
  await cancelPayout(actorOf(w, 'owner'), { id: next.id })
})

it('marketing, staff and auditor move no payout, and marketing and staff see none', async () => {
  const one = await approved()
  await submitPayee({ ...answer, secret: await secretFor(one.entry) }, 'r')
  const { id } = await draftPayout(actorOf(w, 'finance'), { currency: 'CNY' })
  for (const role of ['marketing', 'staff', 'auditor'] as const)
    for (const act of [freezePayout, releasePayout, cancelPayout, exportPayout])
      expect(await refusalOf(act(actorOf(w, role), { id }))).toBe('forbidden')
  for (const role of ['marketing', 'staff'] as const)
    expect(await refusalOf(payoutDetail(actorOf(w, role), { id }))).toBe('forbidden')
})
