import { FIELDS, IMPORT_NOUNS, type ImportNoun } from './fields.ts'
import { HEADER_WORDS } from './header-words.ts'
import type { FactMapping, FieldSource, ImportMapping } from './input.ts'
import { type DateFormat, parseInstant } from './parse-instant.ts'

/**
 * A first mapping for a file: the noun whose fields its headers name best, each field from the column that names it, and the
 * date format that reads the sample. A person looks at it before anything is read.
 *
 * @param sample  some data lines, for the date format
 */
export function guessMapping(
  headers: readonly string[],
  sample: ReadonlyArray<readonly string[]>,
  by: { timeZone: string; source: string },
): ImportMapping {
  const guesses = IMPORT_NOUNS.map((noun) => guessFact(noun, headers))
  const best = guesses.reduce((one, other) => (other.score > one.score ? other : one))
  const facts = [best.fact, ...alsoRefunds(best.fact, headers)]
  return {
    source: by.source,
    timeZone: by.timeZone,
    dateFormat: guessDateFormat(facts, headers, sample, by.timeZone),
    amountUnit: headers.some((header) => /fen|分|cent|minor/i.test(header)) ? 'minor' : 'major',
    decimalMark: '.',
    createMissing: { customers: true, moments: false, locations: false, products: false },
    isHistory: false,
    facts,
  }
}

/** The columns of one noun, by name; every column is used once. */
export function guessFact(
  noun: ImportNoun,
  headers: readonly string[],
): { fact: FactMapping; score: number } {
  const fields: Record<string, FieldSource> = {}
  const taken = new Set<string>()
  let score = 0
  for (const pass of ['exact', 'part'] as const) {
    for (const field of FIELDS[noun]) {
      if (fields[field.name]) continue
      const words = HEADER_WORDS[noun][field.name] ?? []
      const column = headers.find((header) => !taken.has(header) && names(header, words, pass))
      if (column === undefined) continue
      taken.add(column)
      fields[field.name] = { kind: 'column', column }
      score += (field.isRequired ? 3 : 2) * (pass === 'exact' ? 2 : 1)
    }
  }
  const missing = FIELDS[noun].filter((field) => field.isRequired && !fields[field.name])
  if (missing.some((field) => field.name === 'externalId') && noun !== 'customers')
    fields.externalId = { kind: 'row-content' }
  if (noun === 'shares' && !fields.valence) fields.valence = { kind: 'constant', value: '1' }
  return { fact: { noun, fields }, score: score - 4 * missing.length }
}

function names(header: string, words: readonly string[], pass: 'exact' | 'part'): boolean {
  const name = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-./()（）:：#*]/g, '')
  if (pass === 'exact') return words.includes(name)
  return words.some((word) => word.length >= (/[a-z]/.test(word) ? 5 : 2) && name.includes(word))
}

/** Orders often carry what was given back in columns of their own. */
function alsoRefunds(fact: FactMapping, headers: readonly string[]): FactMapping[] {
  const id = fact.fields.externalId
  if (fact.noun !== 'orders' || id?.kind !== 'column') return []
  const find = (words: RegExp) => headers.find((header) => words.test(header.replaceAll(' ', '')))
  const amount = find(/退款金额|refund(ed)?_?amount|amount_?refunded/i)
  const at = find(/退款(时间|日期)|refund(ed)?_?(at|on|date|time)/i)
  if (!amount || !at) return []
  const column = (name: string): FieldSource => ({ kind: 'column', column: name })
  return [
    {
      noun: 'refunds',
      when: { kind: 'filled', column: amount },
      fields: { externalId: id, orderId: id, occurredAt: column(at), amount: column(amount) },
    },
  ]
}

/** `auto` where it reads every sampled date; else the one format that does, if only one does. */
function guessDateFormat(
  facts: readonly FactMapping[],
  headers: readonly string[],
  sample: ReadonlyArray<readonly string[]>,
  timeZone: string,
): DateFormat {
  const columns = facts.flatMap((fact) => {
    const source = fact.fields.occurredAt
    return source?.kind === 'column' ? [headers.indexOf(source.column)] : []
  })
  const cells = sample.flatMap((line) => columns.map((column) => line[column] ?? ''))
  const dates = cells.filter((cell) => cell.trim() !== '')
  const reads = (format: DateFormat) =>
    dates.every((cell) => 'instant' in parseInstant(cell, { format, timeZone }))
  if (dates.length === 0 || reads('auto')) return 'auto'
  const fitting = (['dmy', 'mdy', 'serial'] as const).filter(reads)
  const [only, ...others] = fitting
  return only !== undefined && others.length === 0 ? only : 'auto'
}
