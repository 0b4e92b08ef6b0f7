import { closingQuote, recordEnd } from './record-end.ts'

/** The cells of one record. A quotation that more text follows in its cell was none: its marks stay. */
export function cellsOf(record: string, delimiter: string): string[] {
  const text = record.endsWith('\r') ? record.slice(0, -1) : record
  if (!text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  for (let from = 0; ; ) {
    const isQuoted = text.charCodeAt(from) === 34
    const closing = isQuoted ? closingQuote(text, from) : from
    const found = text.indexOf(delimiter, closing < 0 ? text.length : closing)
    const end = found < 0 ? text.length : found
    cells.push(isQuoted ? unquoted(text.slice(from, end), closing - from) : text.slice(from, end))
    if (found < 0) return cells
    from = end + delimiter.length
  }
}

function unquoted(cell: string, closing: number): string {
  const within = cell.slice(1, closing).replaceAll('""', '"')
  return closing === cell.length - 1 ? within : `"${within}${cell.slice(closing)}`
}

/** What stands in every text worth reading, whatever the delimiter. */
const PLAINLY_FILLED = /[^\s,;|"]/

/** Whether no cell of a record holds any text: such lines are left out. */
export function isBlankRecord(record: string, delimiter: string): boolean {
  if (PLAINLY_FILLED.test(record)) return false
  return cellsOf(record, delimiter).every((cell) => cell.trim() === '')
}

/** The cells of the records of a whole text that have any, at most `limit`, in their order. */
export function recordsOf(text: string, delimiter: string, limit = Infinity): string[][] {
  const records: string[][] = []
  let quote = text.indexOf('"')
  for (let from = 0; from < text.length && records.length < limit; ) {
    if (quote >= 0 && quote < from) quote = text.indexOf('"', from)
    const found = endOf(text, { from, quote }, delimiter)
    const record = text.slice(from, found.end)
    if (!isBlankRecord(record, delimiter)) records.push(cellsOf(record, delimiter))
    from = found.next
  }
  return records
}

/** Most records have no quotation mark, and the next line feed ends them. */
function endOf(
  text: string,
  { from, quote }: { from: number; quote: number },
  delimiter: string,
): { end: number; next: number } {
  const feed = text.indexOf('\n', from)
  const end = feed < 0 ? text.length : feed
  if (quote < 0 || quote > end) return { end, next: end + 1 }
  const found = recordEnd(text, from, delimiter, true)
  return found && found !== 'unclosed' ? found : { end: text.length, next: text.length }
}
