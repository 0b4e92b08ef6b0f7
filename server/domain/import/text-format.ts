/** What a file's bytes can be; the names are those of the Encoding Standard. */
export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const SAMPLE_RECORDS = 50

/**
 * The encoding of a whole file. A byte order mark decides; else strict UTF-8 where every byte obeys it; else GB18030, which is
 * what a Chinese spreadsheet writes.
 */
export function detectEncoding(head: Uint8Array, isStrictUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return isStrictUtf8 ? 'utf-8' : 'gb18030'
}

/**
 * The delimiter that cuts the first records into the most cells, all records alike; the comma where none does. Delimiters
 * within quotes do not count.
 */
export function detectDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = cellCounts(text, delimiter)
    const first = counts[0] ?? 1
    if (first < 2) continue
    const alike = counts.filter((count) => count === first).length / counts.length
    const score = alike * 1000 + first
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function cellCounts(text: string, delimiter: Delimiter): number[] {
  const counts: number[] = []
  let cells = 1
  let isQuoted = false
  let isEmpty = true
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && character === delimiter) cells += 1
    else if (!isQuoted && character === '\n') {
      if (!isEmpty) counts.push(cells)
      if (counts.length >= SAMPLE_RECORDS) return counts
      cells = 1
      isEmpty = true
      continue
    }
    if (character !== '\r') isEmpty = false
  }
  // A record that the sample cuts off says nothing, unless it is all there is.
  if (counts.length === 0 && !isEmpty) counts.push(cells)
  return counts
}

/** Whether a text ends its lines by returns alone, as files of old Macintoshes do; told by its first line break outside quotes. */
export function hasBareReturns(text: string): boolean {
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && character === '\n') return false
    else if (!isQuoted && character === '\r') return text[at + 1] !== '\n'
  }
  return false
}

/**
 * Headers as they are shown and named in mappings: spaces of any kind trimmed and joined, nameless ones numbered (`#3`), and
 * repeated ones told apart (`name (2)`).
 */
export function cleanHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name =
      cell
        .replaceAll(/[\s\u200B\uFEFF]+/g, ' ')
        .trim()
        .slice(0, 190) || `#${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}
