import { expect, test } from 'vitest'
import { formatMaskedPhone, formatPhone } from './phone.ts'

test('a masked number shows the last four digits and no other', () => {
  expect(formatMaskedPhone('1234')).toBe('****1234')
})

test('a Chinese mobile is grouped, any other number is left as it is', () => {
  expect(formatPhone('+8613800001234')).toBe('+86 138 0000 1234')
  expect(formatPhone('+442071838750')).toBe('+442071838750')
})
