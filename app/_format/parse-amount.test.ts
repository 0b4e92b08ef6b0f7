import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['1,234.5', 'CNY', 123450n],
  ['1234', 'CNY', 123400n],
  ['0.07', 'CNY', 7n],
  ['500', 'JPY', 500n],
  ['9007199254740993.01', 'CNY', null],
  ['900719925474099.01', 'CNY', 90071992547409901n],
])('"%s" in %s is %s minor units', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor)
})

test.each(['', 'abc', '-5', '1.234', '1e3'])('"%s" is no amount', (text) => {
  expect(parseAmount(text, 'CNY')).toBeNull()
})
