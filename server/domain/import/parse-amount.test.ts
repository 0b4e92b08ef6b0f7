import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

const yuan = { unit: 'major', decimalMark: '.', currency: 'CNY' } as const

describe('parseAmount', () => {
  test.each([
    ['1,234.50', 123_450n],
    ['¥1,234.5', 123_450n],
    ['￥１，２３４．５０', 123_450n],
    ['1234', 123_400n],
    ['12.3000', 1230n],
    ['.5', 50n],
    ['99元', 9900n],
    ['1.2万', 1_200_000n],
    ['0.1亿', 1_000_000_000n],
    ['-3.20', -320n],
    ['−3.20', -320n],
    ['(12.00)', -1200n],
    ["1'234.00", 123_400n],
    ['92233720368547758.07', 9_223_372_036_854_775_807n],
  ])('reads %s to the fen', (cell, minor) => {
    expect(parseAmount(cell, yuan)).toBe(minor)
  })

  test.each([
    '',
    'x',
    '1.234',
    '1,23',
    '1,2345.00',
    '12,345',
    '1.2.3',
    '--1',
    '1e3',
    '92233720368547758.08',
  ])('%j is an amount only where nothing would be guessed or rounded', (cell) => {
    expect(parseAmount(cell, yuan)).toBe(cell === '12,345' ? 1_234_500n : null)
  })

  test('the unit and the currency say where the point stands', () => {
    expect(parseAmount('12345', { ...yuan, unit: 'minor' })).toBe(12_345n)
    expect(parseAmount('12345.0', { ...yuan, unit: 'minor' })).toBe(12_345n)
    expect(parseAmount('123.45', { ...yuan, unit: 'minor' })).toBeNull()
    expect(parseAmount('1234', { ...yuan, currency: 'JPY' })).toBe(1234n)
    expect(parseAmount('12.345', { ...yuan, currency: 'KWD' })).toBe(12_345n)
    expect(parseAmount('1.234,50', { ...yuan, decimalMark: ',' })).toBe(123_450n)
  })

  test('every amount survives being written and read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), (minor) => {
        const whole = (minor / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')
        const text = `${whole}.${(minor % 100n).toString().padStart(2, '0')}`
        return parseAmount(text, yuan) === minor
      }),
    )
  })
})
