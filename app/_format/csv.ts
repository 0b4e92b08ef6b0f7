type Cell = string | number | null

/** Excel reads UTF-8 only where a file begins with this. */
const BOM = '\ufeff'

/**
 * Rows as a CSV file: UTF-8 with its mark, lines ended as RFC 4180 wants. Numbers stay raw; a text that a spreadsheet
 * would take for a formula gets an apostrophe before it.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return BOM + rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
