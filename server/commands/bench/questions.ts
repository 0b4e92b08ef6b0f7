import type pg from 'pg'
import type { MemberActor } from '#server/domain/actor.ts'
import { auditList } from '#server/reports/audit-list.ts'
import { commissionDetail } from '#server/reports/commission-detail.ts'
import { commissionList } from '#server/reports/commission-list.ts'
import { customerDetail } from '#server/reports/customer-detail.ts'
import { customerList } from '#server/reports/customer-list.ts'
import { customerSearch } from '#server/reports/customer-search.ts'
import { customerTimeline } from '#server/reports/customer-timeline.ts'
import { entriesToApprove } from '#server/reports/entries-to-approve.ts'
import { importList } from '#server/reports/import-list.ts'
import { ledgerEntries } from '#server/reports/ledger-entries.ts'
import { locationList } from '#server/reports/location-list.ts'
import { memberList } from '#server/reports/member-list.ts'
import { momentImpact } from '#server/reports/moment-impact.ts'
import { momentTrend } from '#server/reports/moment-trend.ts'
import { momentWordOfMouth } from '#server/reports/moment-word-of-mouth.ts'
import { payableAmounts } from '#server/reports/payable-amounts.ts'
import { payoutDetail } from '#server/reports/payout-detail.ts'
import { payoutList } from '#server/reports/payout-list.ts'
import { policyList } from '#server/reports/policy-list.ts'
import { recordChoices } from '#server/reports/record-choices.ts'
import { referralDetail } from '#server/reports/referral-detail.ts'
import { referralFunnel } from '#server/reports/referral-funnel.ts'
import { referralList } from '#server/reports/referral-list.ts'
import { referralsOverTime } from '#server/reports/referrals-over-time.ts'
import { today } from '#server/reports/today.ts'
import { trialBalance } from '#server/reports/trial-balance.ts'
import { unproposedReferrals } from '#server/reports/unproposed-referrals.ts'
import { worthIt } from '#server/reports/worth-it.ts'
import { exposureDrills } from './drill-questions.ts'
import { BUSINESS } from './people.ts'
import type { Asking, Question } from './question.ts'

/** Customers of every rank, the busiest among them, and some rows of what has pages of its own. */
export async function gatherSubjects(owner: pg.Client): Promise<Omit<Asking, 'people' | 'now'>> {
  const ids = async (sql: string) =>
    (await owner.query<{ id: string }>(sql)).rows.map(({ id }) => id)
  return {
    customers: await ids(
      `SELECT id FROM bench.customers WHERE rank IN (SELECT power((SELECT max(rank) FROM bench.customers), turn / 60.0)::int FROM generate_series(0, 60) turn) ORDER BY rank`,
    ),
    referrals: await ids(
      `SELECT id FROM referrals WHERE organization_id = '${BUSINESS.organizationId}' ORDER BY id LIMIT 60`,
    ),
    commissions: await ids(`SELECT id FROM commissions ORDER BY id LIMIT 60`),
    payouts: await ids(`SELECT id FROM payout_batches ORDER BY batch_no`),
  }
}

const one = (ids: string[], turn: number) => ids[turn % ids.length] ?? ''

/** Every question that a page asks, with the parameters that it asks first and those that make it dear. */
export function questionsOf(asking: Asking): Question[] {
  return [
    ...impactQuestions(asking),
    ...exposureDrills(asking),
    ...referralQuestions(asking),
    ...moneyQuestions(asking),
    ...customerQuestions(asking),
  ]
}

function impactQuestions({ people: { owner, staff }, now }: Asking): Question[] {
  const impact = (
    name: string,
    period: string,
    compare: 'previous' | 'year' | 'none',
    locationNo: number | null,
  ): Question => ({
    name: `impact by moment, ${name}`,
    kind: 'report',
    ask: () =>
      momentImpact(owner, { period: { preset: period as '12m' }, compare, locationNo }, now),
  })
  const year = { period: { preset: '12m' as const }, locationNo: null }
  return [
    {
      name: 'year by day (chart)',
      kind: 'report',
      ask: () => momentTrend(owner, { ...year, momentNo: null }, now),
    },
    {
      name: 'year by day of one moment',
      kind: 'report',
      ask: () => momentTrend(owner, { ...year, momentNo: 6 }, now),
    },
    {
      name: 'year by day of one place',
      kind: 'report',
      ask: () => momentTrend(owner, { ...year, locationNo: 1, momentNo: null }, now),
    },
    impact('12 months, no comparison', '12m', 'none', null),
    impact('12 months with the year before', '12m', 'year', null),
    impact('28 days with the 28 before', '28d', 'previous', null),
    impact('all', 'all', 'none', null),
    impact('12 months of one place', '12m', 'none', 1),
    {
      name: 'word of mouth of a moment, 12 months',
      kind: 'report',
      ask: () => momentWordOfMouth(owner, { ...year, momentNo: 6 }, now),
    },
    { name: 'worth it, 12 months', kind: 'report', ask: () => worthIt(owner, year, now) },
    { name: "today's strip", kind: 'report', ask: () => today(owner, now) },
    { name: 'choices of the record page', kind: 'report', ask: () => recordChoices(staff) },
    { name: 'members', kind: 'list', ask: () => memberList(owner) },
    { name: 'locations', kind: 'list', ask: () => locationList(owner) },
  ]
}

function referralQuestions({ people: { marketing }, now, referrals }: Asking): Question[] {
  const period = { preset: '12m' } as const
  return [
    {
      name: 'referral funnel, 12 months',
      kind: 'report',
      ask: () => referralFunnel(marketing, { period }, now),
    },
    {
      name: 'referrals over time by week',
      kind: 'report',
      ask: () => referralsOverTime(marketing, { period, bucket: 'week' }, now),
    },
    {
      name: 'referrals, any page',
      kind: 'list',
      ask: turning((cursor: string | null) => referralList(marketing, { cursor, limit: 50 }, now)),
    },
    {
      name: 'referrals of one state, any page',
      kind: 'list',
      ask: turning((cursor: string | null) =>
        referralList(marketing, { states: ['bought'], period, cursor, limit: 50 }, now),
      ),
    },
    {
      name: 'one referral',
      kind: 'report',
      ask: (turn) => referralDetail(marketing, { id: one(referrals, turn) }),
    },
  ]
}

function moneyQuestions({ people: { owner, finance }, commissions, payouts }: Asking): Question[] {
  const audit: MemberActor = owner
  return [
    {
      name: 'commissions to decide, any page',
      kind: 'list',
      ask: turning((cursor: string | null) => entriesToApprove(finance, { cursor, limit: 50 })),
    },
    {
      name: 'commissions, any page',
      kind: 'list',
      ask: turning((cursor: string | null) => commissionList(finance, { cursor, limit: 50 })),
    },
    {
      name: 'commissions proposed, any page',
      kind: 'list',
      ask: turning((cursor: string | null) =>
        commissionList(finance, { status: 'proposed', cursor, limit: 50 }),
      ),
    },
    {
      name: 'one commission',
      kind: 'report',
      ask: (turn) => commissionDetail(finance, { id: one(commissions, turn) }),
    },
    {
      name: 'kept referrals without a commission',
      kind: 'report',
      ask: () => unproposedReferrals(finance),
    },
    {
      name: 'amounts to pay',
      kind: 'report',
      ask: () => payableAmounts(finance, { currency: 'CNY' }),
    },
    { name: 'payouts', kind: 'list', ask: () => payoutList(finance, { cursor: null, limit: 50 }) },
    {
      name: 'one payout',
      kind: 'report',
      ask: (turn) => payoutDetail(finance, { id: one(payouts, turn) }),
    },
    { name: 'policies', kind: 'list', ask: () => policyList(finance) },
    {
      name: 'ledger, any page',
      kind: 'list',
      ask: turning((cursor: string | null) => ledgerEntries(finance, { cursor, limit: 50 })),
    },
    { name: 'trial balance', kind: 'report', ask: () => trialBalance(finance, {}) },
    {
      name: 'audit, any page',
      kind: 'list',
      ask: turning((cursor: string | null) => auditList(audit, { cursor, limit: 50 })),
    },
    {
      name: 'audit of facts, any page',
      kind: 'list',
      ask: turning((cursor: string | null) =>
        auditList(audit, { chain: 'facts', cursor, limit: 50 }),
      ),
    },
    { name: 'imports', kind: 'list', ask: () => importList(owner, { before: null }) },
  ]
}

function customerQuestions({ people: { owner }, customers }: Asking): Question[] {
  const list = (order: 'newest' | 'name') => {
    let after: Parameters<typeof customerList>[1]['after'] = null
    return async () => {
      const page = await customerList(owner, { text: '', order, after, before: null, limit: 50 })
      const { findListPlace } = await import('#server/domain/customer/list/list-place.ts')
      after = page.next ? findListPlace(page.next) : null
    }
  }
  const search = (text: string) => () => customerSearch(owner, { text, limit: 20 })
  return [
    { name: 'customers, newest first, any page', kind: 'list', ask: list('newest') },
    { name: 'customers by name, any page', kind: 'list', ask: list('name') },
    { name: 'search by a common name (王)', kind: 'list', ask: search('王') },
    { name: 'search by a rare name (吕诗瑶)', kind: 'list', ask: search('吕诗瑶') },
    { name: 'search by pinyin (zhangwei)', kind: 'list', ask: search('zhangwei') },
    { name: 'search by four digits (1234)', kind: 'list', ask: search('1234') },
    {
      name: 'one customer',
      kind: 'timeline',
      ask: (turn) => customerDetail(owner, { customerId: one(customers, turn) }),
    },
    {
      name: "a customer's timeline",
      kind: 'timeline',
      ask: (turn) =>
        customerTimeline(owner, {
          customerId: one(customers, turn),
          kinds: [],
          order: 'newest',
          limit: 50,
        }),
    },
    {
      name: "the busiest customer's timeline, any page",
      kind: 'timeline',
      ask: timelinePages(owner, customers[0] ?? ''),
    },
  ]
}

/** Turns to the next page at each run, and to the first after the last. */
function turning<P extends { next: string | null }>(page: (cursor: string | null) => Promise<P>) {
  let cursor: string | null = null
  return async () => {
    cursor = (await page(cursor)).next
  }
}

function timelinePages(owner: MemberActor, customerId: string) {
  let cursor: string | null = null
  return async () => {
    const { TimelineQuestion } = await import('#server/domain/timeline/input.ts')
    const question = TimelineQuestion.parse({
      customerId,
      kinds: [],
      order: 'newest',
      cursor,
      limit: 50,
    })
    cursor = (await customerTimeline(owner, question)).nextCursor
  }
}
