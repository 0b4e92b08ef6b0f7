import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CutLine, lineCutter } from './line-cutter.ts'

function cut(pieces: readonly Uint8Array[], maxBytes = 1000): CutLine[] {
  const cutter = lineCutter(maxBytes)
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()]
}

const bytes = (text: string) => new TextEncoder().encode(text)

describe('lines of a stream', () => {
  test('are the same wherever the pieces are cut, letters of several bytes too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\n\uFEFF]/g, ''))),
        fc.array(fc.nat()),
        (lines, places) => {
          const whole = bytes(lines.join('\n'))
          const cuts = [...new Set(places.map((at) => at % (whole.length + 1)))].sort(
            (a, b) => a - b,
          )
          const pieces = [0, ...cuts].map((from, no) =>
            whole.subarray(from, cuts[no] ?? whole.length),
          )
          const expected = lines.map((text) => ({ text }))
          // A newline at the end begins no line.
          if (expected.at(-1)?.text === '') expected.pop()
          expect(cut(pieces)).toEqual(expected)
        },
      ),
    )
  })

  test('a broken letter costs its own line alone', () => {
    const broken = new Uint8Array([...bytes('{}\n'), 0xff, ...bytes('\n{"a":1}\n')])
    expect(cut([broken])).toEqual([
      { text: '{}' },
      { problem: 'text.invalid' },
      { text: '{"a":1}' },
    ])
  })

  test('a line without end is dropped while it comes, and told once', () => {
    const pieces = [bytes('{}\nxx'), ...Array.from({ length: 50 }, () => bytes('y'.repeat(100)))]
    expect(cut([...pieces, bytes('\n{}')], 500)).toEqual([
      { text: '{}' },
      { problem: 'line.too-long' },
      { text: '{}' },
    ])
  })
})
