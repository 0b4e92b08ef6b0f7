import { plainText } from './plain-text.ts'

/**
 * A whole number: "1,210", "+4", full-width digits, and "4.0" as spreadsheets write it.
 *
 * @returns null for anything else, and beyond the integers that a number holds exactly
 */
export function parseInteger(cell: string): number | null {
  const match = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/.exec(plainText(cell))
  if (!match) return null
  const value = Number(`${match[1]}${match[2]?.replaceAll(',', '')}`)
  return Number.isSafeInteger(value) ? value : null
}

const YES = new Set(['1', 'true', 'yes', 'y', 't', '是', '有', '对', '公开', 'public'])
const NO = new Set(['0', 'false', 'no', 'n', 'f', '否', '无', '没有', '不', '非公开', 'private'])

/** Yes or no in either language; null for anything else. */
export function parseYes(cell: string): boolean | null {
  const text = plainText(cell).toLowerCase()
  if (YES.has(text)) return true
  return NO.has(text) ? false : null
}
