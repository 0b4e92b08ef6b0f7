import { expect, test } from 'vitest'
import { csvText } from './csv.ts'

test('a file begins with its mark, keeps numbers raw, leaves gaps empty and quotes what needs it', () => {
  expect(
    csvText([
      ['Moment', 'Rate'],
      ['离店, "late"', 0.125],
      ['early', null],
    ]),
  ).toBe('\ufeffMoment,Rate\r\n"离店, ""late""",0.125\r\nearly,\r\n')
})

test.each(['=1+1', '+1', '-1', '@x'])('a text like %s is no formula', (text) => {
  expect(csvText([[text]])).toBe(`\ufeff'${text}\r\n`)
})

test('a negative number is a number', () => {
  expect(csvText([[-1.5]])).toBe('\ufeff-1.5\r\n')
})
