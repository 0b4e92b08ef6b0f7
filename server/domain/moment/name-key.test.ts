import { expect, test } from 'vitest'
import { nameKey } from './name-key.ts'

test.each([
  ['离店', ' 离店 '],
  ['Check-out', 'CHECK-OUT'],
  ['Late Flight', 'Late  flight'],
  ['ＡＢＣ', 'abc'],
  ['longlines', 'LongLines'],
])('%s and %s are one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b))
})
