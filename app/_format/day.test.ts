import { describe, expect, test } from 'vitest'
import { formatAgo, formatDay, formatDays, formatInstant } from './day.ts'

describe('days and instants as people read them', () => {
  test('a business day stays that day in every zone', () => {
    expect(formatDay('en', '2026-05-31')).toBe('May 31, 2026')
    expect(formatDay('zh-CN', '2026-05-31')).toBe('2026年5月31日')
  })

  test('a range shows both ends, and one day only once', () => {
    expect(formatDays('zh-CN', '2026-05-31', '2026-06-02')).toBe('2026年5月31日至2026年6月2日')
    expect(formatDays('en', '2026-05-31', '2026-05-31')).toBe('May 31, 2026')
  })

  test('an instant is shown in the zone of the organization', () => {
    const instant = new Date('2026-05-31T16:05:00Z')
    expect(formatInstant('en', instant, 'Asia/Shanghai')).toBe('Jun 1, 2026, 00:05')
    expect(formatInstant('zh-CN', instant, 'UTC')).toBe('2026年5月31日 16:05')
  })

  test('a distance in time uses the largest unit that fits', () => {
    const now = new Date('2026-05-31T12:00:00Z')
    expect(formatAgo('en', new Date('2026-05-31T11:57:00Z'), now)).toBe('3 minutes ago')
    expect(formatAgo('zh-CN', new Date('2026-05-29T12:00:00Z'), now)).toBe('前天')
  })
})
