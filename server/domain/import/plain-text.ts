const ONLY_ASCII = /^[\0-\x7f]*$/

/**
 * A cell as its writer meant it: full-width digits and letters become ordinary ones (NFKC), spaces of any kind around it go,
 * and the many minus signs become one.
 */
export function plainText(cell: string): string {
  // Nothing of that kind is in ASCII, and most cells are.
  if (ONLY_ASCII.test(cell)) return cell.trim()
  return cell
    .normalize('NFKC')
    .replaceAll(/[\u2212\u2012\u2013\uFE63]/g, '-')
    .replaceAll(/[\u200B\uFEFF]/g, '')
    .trim()
}

/** Whether `plainText` leaves nothing of a cell. */
export function isBlank(cell: string): boolean {
  const code = cell.charCodeAt(0)
  // A letter, a digit or a Chinese character says enough.
  if ((code > 47 && code < 127) || (code >= 0x4e00 && code <= 0x9fff)) return false
  return plainText(cell) === ''
}
