import { isBlankRecord } from './record-cells.ts'
import { type RecordEnd, recordEnd } from './record-end.ts'

/** Whole records of a text, one after the other as they are written. */
export type TextPiece = { text: string; recordCount: number }

export type CutProblem = { code: 'file.line-too-long' | 'file.quote-unclosed'; line: number }

export type PieceCutter = {
  /** The pieces that a part of the text completes. After the last part, `isLast`, all is cut. */
  cut(part: string, isLast: boolean): { pieces: TextPiece[]; problem: CutProblem | null }
}

const LONGEST_RECORD = 1024 ** 2
const MOST_CHARACTERS = 4 * 1024 ** 2

/**
 * Cuts a text that comes in parts at the ends of records. Records without any text are not counted.
 *
 * @param mostRecords  of a piece; long lines make it smaller
 * @param firstLine    the number of the text's first line, for problems
 */
export function pieceCutter(
  delimiter: string,
  mostRecords: number,
  firstLine: number,
): PieceCutter {
  let rest = ''
  let line = firstLine
  let done: TextPiece = { text: '', recordCount: 0 }
  return {
    cut(part, isLast) {
      const text = rest + part
      const pieces: TextPiece[] = []
      let start = 0
      let at = 0
      let quote = text.indexOf('"')
      const finish = () => {
        pieces.push({ text: done.text + text.slice(start, at), recordCount: done.recordCount })
        done = { text: '', recordCount: 0 }
        start = at
      }
      while (at < text.length) {
        if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
        const found = endOf(text, { at, quote }, delimiter, isLast)
        if (found === 'unclosed') return { pieces, problem: { code: 'file.quote-unclosed', line } }
        const length = (found?.end ?? text.length) - at
        if (length > LONGEST_RECORD)
          return { pieces, problem: { code: 'file.line-too-long', line } }
        if (!found) break
        if (isFilled(text, at, found.end, delimiter)) done.recordCount += 1
        line += quote >= 0 && quote < found.end ? feedsIn(text, at, found.next) : 1
        at = found.next
        const characters = done.text.length + at - start
        if (done.recordCount >= mostRecords || characters >= MOST_CHARACTERS) finish()
      }
      rest = text.slice(at)
      done.text += text.slice(start, at)
      start = at
      if (isLast && done.recordCount > 0) finish()
      return { pieces, problem: null }
    },
  }
}

function endOf(
  text: string,
  { at, quote }: { at: number; quote: number },
  delimiter: string,
  isLast: boolean,
): RecordEnd | 'unclosed' | null {
  const feed = text.indexOf('\n', at)
  const isPlain = quote < 0 || (feed >= 0 && feed < quote)
  if (!isPlain) return recordEnd(text, at, delimiter, isLast)
  if (feed >= 0) return { end: feed, next: feed + 1 }
  return isLast ? { end: text.length, next: text.length } : null
}

/** A record that starts with a letter or a digit is filled; of others we look at the whole. */
function isFilled(text: string, from: number, end: number, delimiter: string): boolean {
  const code = text.charCodeAt(from)
  const isLetter = (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  if (isLetter || (code >= 97 && code <= 122)) return end > from
  return !isBlankRecord(text.slice(from, end), delimiter)
}

function feedsIn(text: string, from: number, end: number): number {
  let feeds = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    feeds += 1
  return feeds
}
