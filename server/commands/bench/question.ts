import type { BenchPeople } from './people.ts'

/** report: charts and counts; list: any page of a list; timeline: one customer's. Each has a goal of its own. */
export type QuestionKind = 'report' | 'list' | 'timeline'

export type Question = {
  name: string
  kind: QuestionKind
  /** Asks once; `turn` counts the runs, so that lists turn pages and timelines take another customer each time. */
  ask: (turn: number) => Promise<unknown>
}

/** Who asks, what counts as now, and some rows of what has pages of its own. */
export type Asking = {
  people: BenchPeople
  now: Date
  customers: string[]
  referrals: string[]
  commissions: string[]
  payouts: string[]
}
