import { expect, test } from 'vitest'
import { formatInterval } from './interval.ts'
import { formatBps, formatPercent, formatPoints, formatSignedPercent } from './percent.ts'

test('shares, rates, differences and intervals keep the digits they are given', () => {
  expect(formatPercent('en', 0.6)).toBe('60.0%')
  expect(formatBps('en', 114)).toBe('1.14%')
  expect(formatSignedPercent('en', 0.1234)).toBe('+12.3%')
  expect(formatPoints('en', 0.0312)).toBe('+3.1 pp')
  expect(formatPoints('zh-CN', -0.0312, 2)).toBe('-3.12 个百分点')
  expect(formatInterval('en', 0.52, 0.675)).toBe('[52.0%, 67.5%]')
})
