import { expect, test } from 'vitest'
import { formatTime } from './time.ts'

test('a minute is told in the given zone, with 24 hours and two digits', () => {
  const instant = new Date('2026-05-31T01:05:00Z')
  expect(formatTime('en', instant, 'Asia/Shanghai')).toBe('09:05')
  expect(formatTime('zh-CN', instant, 'America/Los_Angeles')).toBe('18:05')
  expect(formatTime('en', new Date('2026-05-31T16:00:00Z'), 'Asia/Shanghai')).toBe('00:00')
})
