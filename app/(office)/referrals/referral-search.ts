import { createLoader, createParser, type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { DEFAULT_PERIOD, findPeriod, periodText } from '#server/domain/period.ts'
import { REFERRAL_STATES } from '#server/domain/referral/input.ts'

const period = createParser({
  parse: findPeriod,
  serialize: periodText,
  eq: (one, other) => periodText(one) === periodText(other),
})

/** Everything that the page keeps in its address. Whatever does not parse is as if it were not there. */
export const referralSearch = {
  period: period.withDefault(DEFAULT_PERIOD),
  state: parseAsStringLiteral(REFERRAL_STATES),
  view: parseAsStringLiteral(['chart', 'table'] as const).withDefault('chart'),
}

export type ReferralSearch = inferParserType<typeof referralSearch>

export const loadReferralSearch = createLoader(referralSearch)

/** The period as the server is asked for it. */
export function periodOf(search: Pick<ReferralSearch, 'period'>): string {
  return periodText(search.period)
}

const DAILY = ['today', '7d', '28d', 'month']
const WEEKLY = ['91d', 'quarter']

/** Days for short periods, weeks for a quarter, months for more: never more marks than can be told apart. */
export function bucketOf(search: Pick<ReferralSearch, 'period'>): 'day' | 'week' | 'month' {
  const { period } = search
  if ('preset' in period) {
    if (DAILY.includes(period.preset)) return 'day'
    return WEEKLY.includes(period.preset) ? 'week' : 'month'
  }
  const days = (Date.parse(period.last) - Date.parse(period.first)) / 86_400_000
  return days <= 31 ? 'day' : days <= 120 ? 'week' : 'month'
}

/** The list of the same period, in one state or all. */
export function listQuestionOf(search: ReferralSearch, cursor?: string) {
  return {
    period: periodOf(search),
    ...(search.state && { states: [search.state] }),
    ...(cursor && { cursor }),
  }
}
