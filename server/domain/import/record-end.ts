const QUOTE = 34
const LINE_FEED = 10

/** Where a record ends in a text, and where the next one starts. */
export type RecordEnd = { end: number; next: number }

/**
 * Finds the end of the record that starts at `from`. A quotation mark at the start of a cell opens it, and its line breaks and
 * delimiters belong to it; one that stands elsewhere, or is followed by more text, is a character like others.
 *
 * @param isWhole  whether the text ends here, so that its last line needs no line feed
 * @returns null where the record goes on beyond the text; `unclosed` where the text ends within a quotation
 */
export function recordEnd(
  text: string,
  from: number,
  delimiter: string,
  isWhole: boolean,
): RecordEnd | 'unclosed' | null {
  const mark = delimiter.charCodeAt(0)
  let isCellStart = true
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LINE_FEED) return { end: at, next: at + 1 }
    if (code === QUOTE && isCellStart) {
      at = closingQuote(text, at)
      // Two in a row are one within the cell: the last character of a part does not tell yet.
      if (at < 0 || (!isWhole && at + 1 === text.length)) return isWhole ? 'unclosed' : null
      isCellStart = false
    } else isCellStart = code === mark
  }
  return isWhole ? { end: text.length, next: text.length } : null
}

/** The place of the quotation mark that ends a quotation; two in a row are one within it. Negative where there is none. */
export function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2)
  return at
}
