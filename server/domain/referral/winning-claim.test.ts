import { expect, it } from 'vitest'
import { winningReason } from './winning-claim.ts'

const claim = (strength: number, day: number) => ({
  id: `${strength}-${day}`,
  strength,
  occurredAt: new Date(Date.UTC(2026, 0, day)),
})

it.each([
  ['alone', claim(50, 3), [], 'only'],
  ['with stronger evidence', claim(90, 3), [claim(50, 1), claim(60, 2)], 'stronger'],
  ['with equal evidence, earlier', claim(50, 1), [claim(50, 2), claim(30, 1)], 'earlier'],
  ['with weaker evidence, but live first', claim(30, 1), [claim(90, 2)], 'first-live'],
])('a claim wins %s', (_, winner, others, reason) => {
  expect(winningReason(winner, others)).toBe(reason)
})
