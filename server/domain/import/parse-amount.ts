import { plainText } from './plain-text.ts'

/** Whether a file writes yuan or fen. */
export const AMOUNT_UNITS = ['major', 'minor'] as const
export type AmountUnit = (typeof AMOUNT_UNITS)[number]

/** How a file writes the fraction: 1,234.50 or 1.234,50. */
export const DECIMAL_MARKS = ['.', ','] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

const SYMBOLS = /[¥$€£₩]|元|圆|人民币|RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD|SGD/gi
/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const DIGITS = new Map<string, number>([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND'].map(
    (code) => [code, 0] as const,
  ),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
])
/** What a bigint column of the database holds. */
const LARGEST = 2n ** 63n - 1n

/**
 * An amount in minor units (fen), exact: no floating point on the way and nothing is rounded.
 *
 * Reads "1,234.50", "¥1,234.5", full-width digits, "1.2万", "(12.00)" and a leading minus. Grouping must be by threes.
 *
 * @returns null where the cell is no amount, is finer than the currency's smallest unit, or exceeds a 64-bit integer
 */
export function parseAmount(
  cell: string,
  options: { unit: AmountUnit; decimalMark: DecimalMark; currency: string },
): bigint | null {
  const text = plainText(cell).replaceAll(SYMBOLS, '').replaceAll(/\s/g, '')
  const bracketed = /^\((.+)\)$/.exec(text)
  const match = /^([+-]?)([\d.,']+)(万|亿)?$/.exec(bracketed?.[1] ?? text)
  if (!match) return null
  const number = splitNumber(match[2] ?? '', options.decimalMark)
  if (!number) return null
  const power = match[3] === '万' ? 4 : match[3] === '亿' ? 8 : 0
  const digits = options.unit === 'minor' ? 0 : (DIGITS.get(options.currency) ?? 2)
  const minor = shift(number, digits + power)
  if (minor === null || minor > LARGEST) return null
  return match[1] === '-' || bracketed ? -minor : minor
}

function splitNumber(text: string, mark: DecimalMark): { whole: string; fraction: string } | null {
  const [whole = '', fraction = '', ...more] = text.split(mark)
  if (more.length > 0 || /\D/.test(fraction)) return null
  const group = mark === '.' ? ',' : '.'
  const isPlain = /^\d+$/.test(whole) || (whole === '' && fraction !== '')
  const isGrouped = new RegExp(`^\\d{1,3}(?:[${group}']\\d{3})+$`).test(whole)
  return isPlain || isGrouped ? { whole: whole.replaceAll(/\D/g, '') || '0', fraction } : null
}

function shift(number: { whole: string; fraction: string }, places: number): bigint | null {
  const fraction = number.fraction.replace(/0+$/, '')
  if (fraction.length > places) return null
  return BigInt(number.whole + fraction.padEnd(places, '0'))
}
