import { expect, test } from 'vitest'
import { type AttemptResult, decideAttempt, RETRY_DELAYS_MS } from './decide-attempt.ts'

const now = new Date('2026-11-22T00:00:00Z')
const answered = (status: number): AttemptResult => ({
  status,
  failure: null,
  answer: '',
  durationMs: 1,
})
const silent: AttemptResult = { status: null, failure: 'timeout', answer: null, durationMs: 15_000 }
const first = { tryCount: 1, failingSince: null, now, random: 0 }
const days = (count: number) => new Date(now.getTime() - count * 86_400_000)

test.each([200, 201, 204, 299])('%i is success', (status) => {
  expect(decideAttempt(answered(status), first)).toEqual({ kind: 'delivered' })
})

test.each([199, 301, 302, 304, 400, 404, 429, 500, 503])('%i is tried again', (status) => {
  expect(decideAttempt(answered(status), first)).toMatchObject({ kind: 'retry', failingSince: now })
})

test('waits 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, then fails', () => {
  const waited = Array.from({ length: 10 }, (_, index) => {
    const decision = decideAttempt(silent, { ...first, tryCount: index + 1 })
    return decision.kind === 'retry'
      ? (decision.dueAt.getTime() - now.getTime()) / 1000
      : decision.kind
  })
  expect(waited).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 'fail'])
  expect(RETRY_DELAYS_MS.length).toBe(9)
})

test('comes later by a tenth at most', () => {
  const decision = decideAttempt(silent, { ...first, random: 1 })
  expect(decision).toMatchObject({ dueAt: new Date(now.getTime() + 5500) })
})

test('410 disables at once; five days of failure disable, a minute less does not', () => {
  expect(decideAttempt(answered(410), first)).toMatchObject({ kind: 'disable', reason: 'gone' })
  expect(decideAttempt(silent, { ...first, failingSince: days(5) })).toMatchObject({
    kind: 'disable',
    reason: 'failing',
  })
  const almost = new Date(days(5).getTime() + 60_000)
  expect(decideAttempt(silent, { ...first, failingSince: almost })).toMatchObject({
    kind: 'retry',
    failingSince: almost,
  })
})
