import { expect, test } from 'vitest'
import { decideOutcome } from './decide-outcome.ts'

const known = { customerId: 'a', hash: '1' }

test.each([
  { known: undefined, item: known, outcome: 'new' },
  { known, item: known, outcome: 'same' },
  { known, item: { customerId: 'a', hash: '2' }, outcome: 'changed' },
  { known, item: { customerId: 'b', hash: '1' }, outcome: 'conflict' },
  { known, item: { customerId: 'b', hash: '2' }, outcome: 'conflict' },
])('$item beside $known is $outcome', ({ known: before, item, outcome }) => {
  expect(decideOutcome(before, item)).toBe(outcome)
})
