import { exposuresBehind } from '#server/reports/exposures-behind.ts'
import type { Asking, Question } from './question.ts'

type Drill = Parameters<typeof exposuresBehind>[1]

const YEAR = {
  period: { preset: '12m' },
  locationNo: null,
  momentNo: 6,
  outcome: 'share',
  cohort: 'matured',
} as const

/** The lists behind a number of the Impact page: with the outcome, without it, late, and those that have no exposure. */
export function exposureDrills({ people: { owner }, now }: Asking): Question[] {
  const drill = (name: string, question: Omit<Drill, 'cursor'>): Question => {
    let cursor: string | null = null
    return {
      name: `behind a number: ${name}`,
      kind: 'list',
      ask: async () => {
        cursor = (await exposuresBehind(owner, { ...question, cursor }, now)).nextCursor
      },
    }
  }
  return [
    drill('shares of a moment', { ...YEAR, only: 'outcome' }),
    drill('complaints of all moments', {
      ...YEAR,
      outcome: 'complaint',
      momentNo: null,
      only: 'outcome',
    }),
    drill('late shares', { ...YEAR, only: 'late' }),
    drill('all exposures of a moment', { ...YEAR, only: 'all' }),
    drill('shares that name no moment', {
      ...YEAR,
      momentNo: null,
      only: 'unnamed',
      cohort: 'all',
    }),
  ]
}
