/** A line of a stream: its text, or why it has none. */
export type CutLine = { text: string } | { problem: 'line.too-long' | 'text.invalid' }

const NEWLINE = 10
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Cuts a stream of bytes into lines. What it keeps between two pieces is never longer than one line may be.
 *
 * @param maxBytes  of one line; a longer one is dropped, and told
 */
export function lineCutter(maxBytes: number): {
  push: (piece: Uint8Array) => CutLine[]
  end: () => CutLine[]
} {
  let kept: Uint8Array[] = []
  let keptBytes = 0
  let isDropping = false

  function keep(piece: Uint8Array): void {
    keptBytes += piece.byteLength
    isDropping ||= keptBytes > maxBytes
    if (isDropping) kept = []
    else if (piece.byteLength > 0) kept.push(piece)
  }

  function cut(): CutLine[] {
    const lines: CutLine[] = isDropping
      ? [{ problem: 'line.too-long' }]
      : decoded(Buffer.concat(kept), maxBytes)
    kept = []
    keptBytes = 0
    isDropping = false
    return lines
  }

  return {
    push: (piece) => {
      const first = piece.indexOf(NEWLINE)
      if (first === -1) {
        keep(piece)
        return []
      }
      // The line that began before this piece, then all that this piece holds whole.
      const last = piece.lastIndexOf(NEWLINE)
      keep(piece.subarray(0, first))
      const lines = cut()
      if (last > first) lines.push(...decoded(piece.subarray(first + 1, last), maxBytes))
      // A copy: the piece's memory is free to go.
      keep(piece.slice(last + 1))
      return lines
    },
    end: () => (keptBytes > 0 ? cut() : []),
  }
}

/** Whole lines at once; one by one only where one of them is no UTF-8. */
function decoded(bytes: Uint8Array, maxBytes: number): CutLine[] {
  try {
    return utf8
      .decode(bytes)
      .split('\n')
      .map((text) => lineOf(text, maxBytes))
  } catch {
    const at = bytes.indexOf(NEWLINE)
    if (at === -1) return [{ problem: 'text.invalid' }]
    return splitLines(bytes).flatMap((line) => decoded(line, maxBytes))
  }
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let from = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
    lines.push(bytes.subarray(from, at))
    from = at + 1
  }
  lines.push(bytes.subarray(from))
  return lines
}

function lineOf(text: string, maxBytes: number): CutLine {
  return text.length > maxBytes ? { problem: 'line.too-long' } : { text }
}
