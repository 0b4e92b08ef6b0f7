import type { FieldProblem } from '../errors.ts'
import { findChoice } from './choices.ts'
import { FIELDS, type FieldType, type ImportNoun } from './fields.ts'
import type { FactCondition, FactMapping, FieldSource, ImportMapping } from './input.ts'
import { parseAmount } from './parse-amount.ts'
import { parseInstant } from './parse-instant.ts'
import { parseInteger, parseYes } from './parse-number.ts'
import { isBlank, plainText } from './plain-text.ts'
import { remembering } from './remembering.ts'

/** One line of a file: its number among the data lines, from 1, and its cells as they are written. */
export type Line = {
  rowNo: number
  cells: readonly string[]
  /** Of all cells, where the mapping reads it (`readsContent`); else empty. */
  digest: string
}

export type FieldValue = string | number | bigint | boolean | Date

/** One fact as a line tells it, before the fact's own shape has looked at it. */
export type LineFact = { noun: ImportNoun; values: Record<string, FieldValue> }

export type ReadLine = { facts: LineFact[]; problems: FieldProblem[] }

type Reader = (line: Line) => ReadLine

/** Whether lines of this mapping need the digest of all that stands in them. */
export function readsContent(mapping: ImportMapping): boolean {
  return mapping.facts.some((fact) =>
    Object.values(fact.fields).some((source) => source.kind === 'row-content'),
  )
}

/** Cells longer than a spreadsheet's own limit are a broken file, not a long note. */
const LONGEST_CELL = 32_767

/**
 * Prepares the reading of lines: columns are looked up once.
 *
 * A line with any problem makes no fact at all. Problems carry the field (`shares.occurredAt`), a code, the column and the
 * start of what stood there.
 *
 * @param currency  for amounts of lines that name none
 */
export function lineReader(
  mapping: ImportMapping,
  headers: readonly string[],
  currency: string,
): Reader {
  const places = new Map(headers.map((header, index) => [header, index]))
  const readers = mapping.facts.map((fact) => factReader(fact, places, mapping, currency))
  const [only, ...others] = readers
  return (line) => {
    const broken = brokenLine(line, headers)
    if (broken) return { facts: [], problems: [broken] }
    // Most files make one fact of a line.
    const single = only && others.length === 0 ? only(line) : null
    if (single && single.facts.length > 0 && single.problems.length === 0) return single
    const read: ReadLine = { facts: [], problems: [] }
    for (const reader of readers) {
      const one = reader(line)
      read.facts.push(...one.facts)
      read.problems.push(...one.problems)
    }
    if (read.facts.length + read.problems.length === 0)
      read.problems.push({ field: 'line', code: 'line.nothing' })
    return read.problems.length > 0 ? { facts: [], problems: read.problems } : read
  }
}

function brokenLine(line: Line, headers: readonly string[]): FieldProblem | null {
  const found = line.cells.length
  if (found !== headers.length)
    return { field: 'line', code: 'line.ragged', values: { expected: headers.length, found } }
  let index = -1
  for (let at = 0; at < found && index < 0; at += 1)
    if ((line.cells[at]?.length ?? 0) > LONGEST_CELL) index = at
  if (index < 0) return null
  return { field: 'line', code: 'cell.too-long', values: { column: headers[index] ?? '' } }
}

function factReader(
  fact: FactMapping,
  places: ReadonlyMap<string, number>,
  mapping: ImportMapping,
  currency: string,
): Reader {
  const holds = conditionReader(fact.when, places)
  const fields = FIELDS[fact.noun].flatMap((field) => {
    const source = fact.fields[field.name]
    if (!source) return []
    const at = `${fact.noun}.${field.name}`
    return [
      {
        ...field,
        at,
        source,
        text: textReader(source, places),
        read: valueReader(field.type, mapping),
      },
    ]
  })
  return (line) => {
    if (!holds(line)) return NOTHING
    const values: LineFact['values'] = {}
    const problems: FieldProblem[] = []
    for (const { name, at, isRequired, source, text, read } of fields) {
      const cell = text(line)
      if (isBlank(cell)) {
        if (isRequired)
          problems.push({ field: at, values: whereOf(source, cell), code: 'required' })
        continue
      }
      const value = read(cell, String(values.currency ?? currency))
      if (typeof value === 'object' && 'code' in value)
        problems.push({ field: at, values: whereOf(source, cell), code: value.code })
      else values[name] = value
    }
    return { facts: [{ noun: fact.noun, values }], problems }
  }
}

const NOTHING: ReadLine = { facts: [], problems: [] }

function whereOf(source: FieldSource, cell: string): Record<string, string> {
  const value = cell.slice(0, 80)
  return source.kind === 'column' ? { column: source.column, value } : { value }
}

function conditionReader(
  when: FactCondition | undefined,
  places: ReadonlyMap<string, number>,
): (line: Line) => boolean {
  if (!when) return () => true
  const place = places.get(when.column) ?? -1
  if (when.kind === 'filled') return (line) => !isBlank(line.cells[place] ?? '')
  const values = new Set(when.values.map(plainKey))
  const isOneOf = remembering((cell) => values.has(plainKey(cell)))
  return (line) => isOneOf(line.cells[place] ?? '')
}

function textReader(
  source: FieldSource,
  places: ReadonlyMap<string, number>,
): (line: Line) => string {
  switch (source.kind) {
    case 'constant':
      return () => source.value
    case 'row-number':
      return (line) => `${source.prefix ?? ''}${line.rowNo}`
    case 'row-content':
      return (line) => line.digest
    case 'column': {
      const place = places.get(source.column) ?? -1
      const values = new Map(
        Object.entries(source.values ?? {}).map(([from, to]) => [plainKey(from), to]),
      )
      const isTranslated = values.size > 0 || source.otherwise !== undefined
      if (!isTranslated && !source.prefix) return (line) => line.cells[place] ?? ''
      const translated = remembering(
        (cell) => values.get(plainKey(cell)) ?? source.otherwise ?? cell,
      )
      return (line) => {
        const cell = line.cells[place] ?? ''
        const text = isTranslated ? translated(cell) : cell
        return source.prefix && text !== '' ? source.prefix + text : text
      }
    }
  }
}

function plainKey(cell: string): string {
  return plainText(cell).toLowerCase()
}

type ValueReader = (cell: string, currency: string) => FieldValue | { code: string }

function valueReader(type: FieldType, mapping: ImportMapping): ValueReader {
  switch (type) {
    case 'text':
      return (cell) => cell.trim()
    case 'instant': {
      const by = { format: mapping.dateFormat, timeZone: mapping.timeZone }
      return remembering((cell) => {
        const parsed = parseInstant(cell, by)
        return 'instant' in parsed ? parsed.instant : { code: parsed.problem }
      })
    }
    case 'amount': {
      const { amountUnit: unit, decimalMark } = mapping
      return (cell, currency) =>
        parseAmount(cell, { unit, decimalMark, currency }) ?? { code: 'amount.invalid' }
    }
    default:
      return remembering((cell) => readCode(type, cell))
  }
}

function readCode(
  type: Exclude<FieldType, 'text' | 'instant' | 'amount'>,
  cell: string,
): FieldValue | { code: string } {
  switch (type) {
    case 'integer':
      return parseInteger(cell) ?? { code: 'number.invalid' }
    case 'yes':
      return parseYes(cell) ?? { code: 'yes.invalid' }
    case 'channel':
    case 'proof':
      return findChoice(type, cell) ?? { code: `${type}.invalid` }
    case 'valence':
    case 'severity': {
      const code = findChoice(type, cell)
      return code === null ? { code: `${type}.invalid` } : Number(code)
    }
  }
}
