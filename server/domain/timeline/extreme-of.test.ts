import { describe, expect, test } from 'vitest'
import { extremeOf } from './extreme-of.ts'

describe('extremeOf', () => {
  test.each([
    { score: -3, valleyScore: -3, extreme: 'valley', why: 'at the organization’s valley score' },
    { score: -5, valleyScore: -3, extreme: 'valley', why: 'below it' },
    { score: -2, valleyScore: -3, extreme: null, why: 'just above it' },
    { score: 2, valleyScore: -3, extreme: null, why: 'just below its mirror' },
    { score: 3, valleyScore: -3, extreme: 'peak', why: 'at its mirror' },
    { score: 0, valleyScore: 0, extreme: 'valley', why: 'a business that calls zero a valley' },
    { score: 1, valleyScore: 0, extreme: 'peak', why: 'and the least score above zero' },
    { score: null, valleyScore: -3, extreme: null, why: 'no score was given' },
  ])('$score is $extreme: $why', ({ score, valleyScore, extreme }) => {
    expect(extremeOf(score, valleyScore)).toBe(extreme)
  })
})
