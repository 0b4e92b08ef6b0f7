import { expect, test } from 'vitest'
import { ExperienceItem } from './experience/input.ts'
import { fieldProblemsOf } from './field-problems.ts'

const whole = {
  source: 'pms',
  externalId: 'e1',
  customer: { source: 'pms', externalId: 'a' },
  occurredAt: '2026-11-01T00:00:00Z',
}

test.each([
  { given: { externalId: '' }, problem: { field: 'externalId', code: 'required' } },
  { given: { externalId: 7 }, problem: { field: 'externalId', code: 'invalid' } },
  { given: { externalId: undefined }, problem: { field: 'externalId', code: 'required' } },
  { given: { source: 'x'.repeat(65) }, problem: { field: 'source', code: 'too-long' } },
  { given: { score: 6 }, problem: { field: 'score', code: 'score.invalid' } },
  { given: { score: 1.5 }, problem: { field: 'score', code: 'score.invalid' } },
  { given: { emotion: 'blue' }, problem: { field: 'emotion', code: 'emotion.unknown' } },
  { given: { occurredAt: 'soon' }, problem: { field: 'occurredAt', code: 'date.invalid' } },
  { given: { customer: 'a' }, problem: { field: 'customer', code: 'customer.unknown' } },
  { given: { note: 'a\u0000b' }, problem: { field: 'note', code: 'text.invalid' } },
])(
  '$given is told as $problem.code of $problem.field, never as a sentence',
  ({ given, problem }) => {
    const read = ExperienceItem.safeParse({ ...whole, ...given })
    expect(read.error && fieldProblemsOf(read.error)).toEqual([problem])
  },
)

test('what is not known to the shape is refused by name', () => {
  const read = ExperienceItem.safeParse({ ...whole, mood: 'good' })
  expect(read.error && fieldProblemsOf(read.error)).toEqual([{ field: '', code: 'unknown-field' }])
})
