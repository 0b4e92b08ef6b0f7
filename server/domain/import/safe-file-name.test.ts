import { expect, test } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

test.each([
  ['客户 2026.csv', '客户 2026.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\data\\a.csv', 'a.csv'],
  ['a"b\r\nc<d>.csv', 'abcd.csv'],
  ['\u202Evsc.exe', 'vsc.exe'],
  ['...hidden', 'hidden'],
  ['', 'import.csv'],
  ['/', 'import.csv'],
])('%j is kept as %j', (given, kept) => {
  expect(safeFileName(given)).toBe(kept)
})

test('a long name keeps its ending', () => {
  expect(safeFileName(`${'长'.repeat(300)}.csv`)).toBe(`${'长'.repeat(116)}.csv`)
})
