import { z } from 'zod'
import { IMPORT_NOUNS } from './fields.ts'
import { AMOUNT_UNITS, DECIMAL_MARKS } from './parse-amount.ts'
import { DATE_FORMATS } from './parse-instant.ts'
import { DELIMITERS, ENCODINGS } from './text-format.ts'

const Header = z.string().min(1).max(200)
const Value = z.string().max(200)

/** Where a field's text comes from. `row-content` is a digest of the whole line: equal lines are one fact. */
export const FieldSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('column'),
    column: Header,
    /** What the file says → what we read instead. */
    values: z.record(Value, Value).optional(),
    /** For what `values` does not name; without it, such a cell is read as it is. */
    otherwise: Value.optional(),
    /** Put before what the cell says, where it says something: "Retweets: 3". */
    prefix: Value.optional(),
  }),
  z.strictObject({ kind: z.literal('constant'), value: Value }),
  z.strictObject({
    kind: z.literal('row-number'),
    /** Put before the number, where it names something: "Passenger 12". */
    prefix: Value.optional(),
  }),
  z.strictObject({ kind: z.literal('row-content') }),
])
export type FieldSource = z.infer<typeof FieldSource>

/** Which lines make this fact; without it, all do. */
export const FactCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('filled'), column: Header }),
  z.strictObject({
    kind: z.literal('one-of'),
    column: Header,
    values: z.array(Value).min(1).max(50),
  }),
])
export type FactCondition = z.infer<typeof FactCondition>

/** One fact that each line, or each line under a condition, makes. */
export const FactMapping = z.strictObject({
  noun: z.enum(IMPORT_NOUNS),
  when: FactCondition.optional(),
  fields: z.record(z.string().max(40), FieldSource),
})
export type FactMapping = z.infer<typeof FactMapping>

/** How the lines of one kind of file are read. */
export const ImportMapping = z.strictObject({
  /** The system that the ids come from: the same id in two sources is two things. */
  source: z.string().trim().min(1).max(60),
  timeZone: z.string().max(60).refine(isTimeZone, 'time-zone.invalid'),
  dateFormat: z.enum(DATE_FORMATS),
  amountUnit: z.enum(AMOUNT_UNITS),
  decimalMark: z.enum(DECIMAL_MARKS),
  createMissing: z.strictObject({
    customers: z.boolean(),
    moments: z.boolean(),
    locations: z.boolean(),
    products: z.boolean(),
  }),
  /** Referrals of an earlier programme: kept for the record, nothing follows from them. */
  isHistory: z.boolean(),
  facts: z.array(FactMapping).min(1).max(6),
})
export type ImportMapping = z.infer<typeof ImportMapping>

/** A mapping as a profile keeps it: with how the file is written, where detection must not decide. */
export const ProfileMapping = ImportMapping.extend({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
})
export type ProfileMapping = z.infer<typeof ProfileMapping>

export const ImportId = z.strictObject({ importId: z.uuid() })
export type ImportId = z.infer<typeof ImportId>

/** Work on a staged file. `mostPieces` after which it stops and tells how far it is. */
export type WorkOnPieces = ImportId & { mostPieces?: number }

export const PreviewImport = z.strictObject({ importId: z.uuid(), mapping: ImportMapping })
export type PreviewImport = z.infer<typeof PreviewImport>

export const CheckImport = z.strictObject({
  importId: z.uuid(),
  mapping: ImportMapping,
})
export type CheckImport = z.infer<typeof CheckImport>

/** A mapping under which a file goes in without a trial. */
export const RecordImportAtOnce = z.strictObject({ importId: z.uuid(), mapping: ImportMapping })
export type RecordImportAtOnce = z.infer<typeof RecordImportAtOnce>

export const RunImport = z.strictObject({ importId: z.uuid(), applyChanges: z.boolean() })
export type RunImport = z.infer<typeof RunImport>

export const SaveImportProfile = z.strictObject({
  name: z.string().trim().min(1).max(80),
  mapping: ProfileMapping,
})
export type SaveImportProfile = z.infer<typeof SaveImportProfile>

export const DeleteImportProfile = z.strictObject({ profileId: z.uuid() })
export type DeleteImportProfile = z.infer<typeof DeleteImportProfile>

export const ListImports = z.strictObject({ before: z.uuid().nullable() })
export type ListImports = z.infer<typeof ListImports>

export const ListImportRows = z.strictObject({
  importId: z.uuid(),
  outcome: z.enum(['error', 'conflict', 'changed']).nullable(),
  afterRowNo: z.number().int().min(0),
})
export type ListImportRows = z.infer<typeof ListImportRows>

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
