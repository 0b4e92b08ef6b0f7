import { plainText } from './plain-text.ts'
import { type WallTime, zonedInstant } from './zoned-instant.ts'

/** How a file writes its dates; `auto` refuses what could be read in two ways. */
export const DATE_FORMATS = ['auto', 'ymd', 'dmy', 'mdy', 'serial'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

export type ParsedInstant = { instant: Date } | { problem: 'date.invalid' | 'date.ambiguous' }

type Parts = { wall: WallTime; offsetMinutes: number | null }

const INVALID = { problem: 'date.invalid' } as const
const AMBIGUOUS = { problem: 'date.ambiguous' } as const
const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const DAY_SECONDS = 86_400

const TIME =
  /^(?:(上午|下午|am|pm)\s*)?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d{1,9}))?秒?|分)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i
const DATE =
  /^(?:(\d{4})(\d{2})(\d{2})(?=$|t)|(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})日?)(?:(?:[t,]|\s)\s*(.+))?$/i

/**
 * The instant that a cell names.
 *
 * Reads ISO with or without a zone, 2015/2/16 13:05, 2015年2月16日 下午1:05, 16.02.2015, 20150216 and spreadsheet serial days of
 * the 1900 system (a fraction is the time of day, rounded to the second). Without a zone in the cell, the file's zone holds;
 * hours of a clock change follow `zonedInstant`. A day alone is its midnight. Years 1900 to 2199.
 *
 * Under `auto`, 16.02.2015 is day first, 2015/2/16 year first, and a bare number of five digits (from 1954 on) a serial day;
 * 3/4/2015 is refused as ambiguous, since nobody can know.
 */
export function parseInstant(
  cell: string,
  options: { format: DateFormat; timeZone: string },
): ParsedInstant {
  const plain = options.format === 'auto' || options.format === 'ymd' ? plainInstant(cell) : null
  if (plain) return instantOf(plain, options.timeZone)
  const text = plainText(cell)
  if (
    options.format === 'serial' ||
    (options.format === 'auto' && /^[2-9]\d{4}(\.\d+)?$/.test(text))
  )
    return instantOf(partsOfSerial(text), options.timeZone)
  const match = DATE.exec(text)
  if (!match) return INVALID
  const day = dayOf(match, options.format)
  if (day === 'ambiguous') return AMBIGUOUS
  if (!day) return INVALID
  const time = match[7] === undefined ? midnight() : timeOf(match[7])
  if (!time) return INVALID
  const { offsetMinutes, ...clock } = time
  return instantOf({ wall: { ...day, ...clock }, offsetMinutes }, options.timeZone)
}

const PLAIN_SHAPE = 'dddd-dd-dd dd:dd:dd'
const ZERO = 48

/** What a machine writes, read sign by sign: 2026-05-31, and with a time behind a space or T. Null for everything else. */
function plainInstant(cell: string): Parts | null {
  if (cell.length !== 10 && cell.length !== 16 && cell.length !== 19) return null
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at)
    const isDigit = code >= ZERO && code <= ZERO + 9
    const expected = PLAIN_SHAPE.charCodeAt(at)
    const isFit = expected === D ? isDigit : code === expected || (at === 10 && code === T)
    if (!isFit) return null
  }
  const two = (at: number) =>
    at < cell.length ? (cell.charCodeAt(at) - ZERO) * 10 + cell.charCodeAt(at + 1) - ZERO : 0
  const wall = {
    year: two(0) * 100 + two(2),
    month: two(5),
    day: two(8),
    hour: two(11),
    minute: two(14),
    second: two(17),
  }
  return { wall, offsetMinutes: null }
}

const D = PLAIN_SHAPE.charCodeAt(0)
const T = 'T'.charCodeAt(0)

function instantOf(parts: Parts | null, timeZone: string): ParsedInstant {
  if (!parts || parts.wall.year < FIRST_YEAR || parts.wall.year > LAST_YEAR) return INVALID
  if (parts.offsetMinutes === null) {
    const instant = zonedInstant(parts.wall, timeZone)
    return instant ? { instant } : INVALID
  }
  const utc = zonedInstant(parts.wall, 'UTC')
  return utc ? { instant: new Date(utc.getTime() - parts.offsetMinutes * 60_000) } : INVALID
}

/** 1 is 1 January 1900; day 60 is the 29 February 1900 that never was, kept by spreadsheets for the sake of old files. */
function partsOfSerial(text: string): Parts | null {
  if (!/^\d{1,6}([.,]\d+)?$/.test(text)) return null
  const serial = Number(text.replace(',', '.'))
  const whole = Math.floor(serial)
  if (whole < 1 || whole === 60) return null
  const seconds = Math.round((serial - whole) * DAY_SECONDS)
  const date = new Date(Date.UTC(1899, 11, whole < 60 ? 31 : 30))
  date.setUTCDate(date.getUTCDate() + whole)
  date.setUTCSeconds(seconds)
  const wall = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
  return { wall, offsetMinutes: null }
}

function dayOf(
  match: RegExpExecArray,
  format: DateFormat,
): { year: number; month: number; day: number } | 'ambiguous' | null {
  if (match[1] !== undefined)
    return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  const [first = '', second = '', third = ''] = [match[4], match[5], match[6]]
  if (first.length === 4 && third.length <= 2)
    return { year: Number(first), month: Number(second), day: Number(third) }
  if (third.length !== 4 || first.length > 2) return null
  const year = Number(third)
  const isDotted = /^\d{1,2}\s*\./.test(match[0])
  if (format === 'dmy' || (format === 'auto' && isDotted))
    return { year, month: Number(second), day: Number(first) }
  if (format === 'mdy') return { year, month: Number(first), day: Number(second) }
  return format === 'auto' ? 'ambiguous' : null
}

type TimeOfDay = {
  hour: number
  minute: number
  second: number
  offsetMinutes: number | null
}

function midnight(): TimeOfDay {
  return { hour: 0, minute: 0, second: 0, offsetMinutes: null }
}

function timeOf(text: string): TimeOfDay | null {
  const match = TIME.exec(text.trim())
  if (!match) return null
  const half = (match[1] ?? match[6])?.toLowerCase()
  const hour = hourOf(Number(match[2]), half)
  if (hour === null) return null
  return {
    hour,
    minute: Number(match[3]),
    second: Number(match[4] ?? 0),
    offsetMinutes: offsetOf(match[7]),
  }
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return half === '下午' && hour <= 23 ? hour : null
  const isAfternoon = half === 'pm' || half === '下午'
  return (hour % 12) + (isAfternoon ? 12 : 0)
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  if (/^[a-z]/i.test(zone)) return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.replace(':', '').slice(3, 5) || 0)
  return zone.startsWith('-') ? -minutes : minutes
}
