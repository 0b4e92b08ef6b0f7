import type { LineResult } from './line-outcome.ts'
import type { PreparedLine } from './prepare-line.ts'
import type { FieldValue, LineFact } from './read-line.ts'

/** One number a line: what its facts are, and what they say. Zero where a line takes no part in finding repeated ones. */
export type LineDigests = { facts: BigInt64Array; contents: BigInt64Array }

const UNIT = '\u001f'

/**
 * Digests by which lines of one file that tell of the same facts are found. 64 bits: among fifty million lines two different ids
 * meet once in fifteen thousand files.
 */
export function lineDigests(
  lines: readonly PreparedLine[],
  results: readonly LineResult[],
): LineDigests {
  const facts = new Int32Array(lines.length * 2)
  const contents = new Int32Array(lines.length * 2)
  lines.forEach((line, index) => {
    if (!takesPart(results[index])) return
    digestInto(facts, index, identityOf(line.facts))
    digestInto(contents, index, contentOf(line.facts))
  })
  return { facts: new BigInt64Array(facts.buffer), contents: new BigInt64Array(contents.buffer) }
}

/** Lines that went in, or would: an error is told already, and so is a customer who is another's. */
function takesPart(result: LineResult | undefined): boolean {
  if (!result || result.outcome === 'same' || result.outcome === 'error') return false
  return result.outcome !== 'conflict' || result.problems.length === 0
}

/** Customers count only where the line is about them: many lines may name one. */
function identityOf(facts: readonly LineFact[]): string {
  const others = facts.filter((fact) => fact.noun !== 'customers')
  const told = others.length > 0 ? others : facts
  return told.map(({ noun, values }) => noun + UNIT + String(values.externalId)).join(UNIT)
}

function contentOf(facts: readonly LineFact[]): string {
  let text = ''
  for (const { noun, values } of facts) {
    text += noun
    for (const name in values) text += UNIT + name + UNIT + textOf(values[name])
  }
  return text
}

function textOf(value: FieldValue | undefined): string {
  return value instanceof Date ? String(value.getTime()) : String(value)
}

/** Two chains of multiplications whose ends are mixed with each other, as in cyrb53 (public domain). Never zero. */
function digestInto(words: Int32Array, index: number, text: string): void {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2_654_435_761)
    two = Math.imul(two ^ code, 1_597_334_677)
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909)
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
  words[index * 2] = one || 1
  words[index * 2 + 1] = two
}
