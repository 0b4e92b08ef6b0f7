import { expect, it } from 'vitest'
import { bankFile } from './bank-file.ts'

const row = {
  reference: 'B1-1-1',
  name: '王小明',
  account: '6222020200112233',
  bankName: '工商银行',
  amountMinor: 3190n,
  currency: 'CNY',
}

it('begins with a byte order mark and carries all minor digits', () => {
  expect(bankFile([row])).toBe(
    '\uFEFFreference,name,account,bank,amount,currency\r\nB1-1-1,王小明,6222020200112233,工商银行,31.90,CNY\r\n',
  )
})

it('neutralises what a spreadsheet would run', () => {
  const file = bankFile([{ ...row, name: '=HYPERLINK("http://evil")', bankName: '@SUM(A1)' }])
  expect(file).toContain('"\'=HYPERLINK(""http://evil"")"')
  expect(file).toContain("'@SUM(A1)")
})

it('is the same, byte for byte, whenever it is asked for', () => {
  expect(bankFile([row])).toBe(bankFile([row]))
})
