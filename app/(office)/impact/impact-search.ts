import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server'
import { COMPARISONS, DEFAULT_PERIOD, findPeriod, periodText } from '#server/domain/period.ts'

export const ORDERS = ['journey', 'share', 'complaint'] as const
export const VIEWS = ['chart', 'table'] as const

const OUTCOMES = ['share', 'complaint'] as const
const ONLY = ['outcome', 'late', 'all', 'unnamed', 'named'] as const
const COHORTS = ['matured', 'young', 'all'] as const

/** The number whose customers are listed: which moment (null is all, 0 the unstated), which outcome, which of them. */
export type Opened = {
  momentNo: number | null
  outcome: (typeof OUTCOMES)[number]
  only: (typeof ONLY)[number]
  cohort: (typeof COHORTS)[number]
}

const period = createParser({
  parse: findPeriod,
  serialize: periodText,
  eq: (one, other) => periodText(one) === periodText(other),
})

const opened = createParser<Opened>({
  parse(text) {
    const [moment = '', ...rest] = text.split('.')
    const outcome = OUTCOMES.find((one) => one === rest[0])
    const only = ONLY.find((one) => one === rest[1])
    const cohort = COHORTS.find((one) => one === rest[2])
    if (!/^(all|\d{1,5})$/.test(moment) || !outcome || !only || !cohort) return null
    return { momentNo: moment === 'all' ? null : Number(moment), outcome, only, cohort }
  },
  serialize: ({ momentNo, outcome, only, cohort }) =>
    [momentNo ?? 'all', outcome, only, cohort].join('.'),
  eq: (one, other) =>
    one.momentNo === other.momentNo &&
    one.outcome === other.outcome &&
    one.only === other.only &&
    one.cohort === other.cohort,
})

/** Everything that the page keeps in its address. Whatever does not parse is as if it were not there. */
export const impactSearch = {
  period: period.withDefault(DEFAULT_PERIOD),
  compare: parseAsStringLiteral(COMPARISONS).withDefault('previous'),
  location: parseAsInteger,
  order: parseAsStringLiteral(ORDERS).withDefault('journey'),
  view: parseAsStringLiteral(VIEWS).withDefault('chart'),
  open: opened,
}

export type ImpactSearch = inferParserType<typeof impactSearch>

export const loadImpactSearch = createLoader(impactSearch)

/** The address of the same page with other parts, for links that the browser can open anywhere. */
export const impactAddress = createSerializer(impactSearch)

/** What the server is asked for an address. */
export function questionOf(search: Pick<ImpactSearch, 'period' | 'compare' | 'location'>) {
  return {
    period: periodText(search.period),
    compare: search.compare,
    locationNo: placeOf(search.location),
  }
}

/** A location's number, or null where the address names none that could be. */
export function placeOf(location: number | null): number | null {
  return location !== null && location >= 0 && location <= 32_767 ? location : null
}
