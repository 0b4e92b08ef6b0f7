import { describe, expect, test } from 'vitest'
import { formatAmount, formatMoney } from './money.ts'

describe('money as people read it', () => {
  test.each([
    ['zh-CN', 1234567890n, 'CNY', '¥12,345,678.90'],
    ['en', -5n, 'CNY', '-¥0.05'],
    ['en', 500n, 'JPY', '¥500'],
    ['zh-CN', 0n, 'CNY', '¥0.00'],
  ])('in %s, %s minor units of %s read %s', (locale, minor, currency, text) => {
    expect(formatMoney(locale, minor, currency)).toBe(text)
  })

  test('keeps every digit beyond what a double can hold', () => {
    expect(formatMoney('en', 1_234_567_890_123_456_789_012n, 'KWD')).toContain(
      '1,234,567,890,123,456,789.012',
    )
  })

  test('shortens by 万 and 亿 in Chinese and by millions in English', () => {
    expect(formatMoney('zh-CN', 1_234_567_890n, 'CNY', { isCompact: true })).toBe('¥1234.57万')
    expect(formatMoney('zh-CN', 1_234_567_890_000n, 'CNY', { isCompact: true })).toBe('¥123.46亿')
    expect(formatMoney('en', 1_234_567_890n, 'CNY', { isCompact: true })).toBe('¥12.35M')
  })

  test('a file always carries all minor digits', () => {
    expect(formatAmount(3190n, 'CNY')).toBe('31.90')
    expect(formatAmount(-7n, 'CNY')).toBe('-0.07')
    expect(formatAmount(7n, 'JPY')).toBe('7')
    expect(formatAmount(7n, 'KWD')).toBe('0.007')
  })
})
