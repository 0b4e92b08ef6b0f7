import { expect, test } from 'vitest'
import { normalizePhone } from './normalize-phone.ts'

test.each([
  ['138 0013 8000', '+8613800138000'],
  ['+86 138-0013-8000', '+8613800138000'],
  ['0086 13800138000', '+8613800138000'],
  ['１３８００１３８０００', '+8613800138000'],
  ['010-6552 9988', '01065529988'],
  ['+1 (415) 555-2671', '+14155552671'],
  ['10086', '10086'],
])('%s is %s', (text, normal) => {
  expect(normalizePhone(text)).toBe(normal)
})

test.each(['', '1234', 'ask at the desk', '+12345678901234567', '138x0013'])(
  '“%s” is no telephone number',
  (text) => {
    expect(normalizePhone(text)).toBeNull()
  },
)
