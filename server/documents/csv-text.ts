import { stringify } from 'csv-stringify/sync'

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Lines of a CSV as spreadsheets open it: CRLF, and no cell that they would run as a formula. Begin a file with `isFirst`, which
 * puts the mark before it without which Chinese shows as something else.
 */
export function csvText(lines: ReadonlyArray<readonly string[]>, isFirst = false): string {
  const text = stringify(
    lines.map((line) => [...line]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
  return (isFirst ? BYTE_ORDER_MARK : '') + text
}
