import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountText, divideHalfUp, minorDigits } from './money.ts'

it.each([
  [3190n, 'CNY', '31.90'],
  [5n, 'CNY', '0.05'],
  [-5n, 'USD', '-0.05'],
  [1200n, 'JPY', '1200'],
  [1234n, 'KWD', '1.234'],
  [900_719_925_474_099_312n, 'CNY', '9007199254740993.12'],
])('%d in %s carries all its minor digits', (amount, currency, text) => {
  expect(amountText(amount, currency)).toBe(text)
})

it.each([
  [1n, 2n, 1n],
  [49n, 100n, 0n],
  [50n, 100n, 1n],
  [149n, 100n, 1n],
  [150n, 100n, 2n],
])('%d / %d rounds half-up to %d', (numerator, denominator, result) => {
  expect(divideHalfUp(numerator, denominator)).toBe(result)
})

it('an amount’s text reads back as the same amount', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      fc.constantFrom('CNY', 'JPY', 'KWD'),
      (amount, currency) => {
        const text = amountText(amount, currency)
        const digits = text.replace('.', '')
        return (
          BigInt(digits) === amount && (text.split('.')[1]?.length ?? 0) === minorDigits(currency)
        )
      },
    ),
  )
})
