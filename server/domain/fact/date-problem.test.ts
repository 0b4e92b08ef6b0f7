import { expect, test } from 'vitest'
import { dateProblem } from './date-problem.ts'

const now = new Date('2026-11-20T08:00:00Z')

test.each([
  { at: '2026-11-20T08:00:00Z', code: null, why: 'now' },
  { at: '2026-11-20T08:05:00Z', code: null, why: 'a clock five minutes ahead' },
  { at: '2026-11-20T08:05:00.001Z', code: 'date.future', why: 'further ahead' },
  { at: '1900-01-01T00:00:00Z', code: null, why: 'the first day that is taken' },
  { at: '1899-12-31T23:59:59Z', code: 'date.too-old', why: 'the second before' },
  { at: 'yesterday', code: 'date.invalid', why: 'no date' },
])('$at is $code: $why', ({ at, code }) => {
  expect(dateProblem(new Date(at), now)).toBe(code)
})
