/**
 * One spelling of a telephone number, so that equal numbers are found equal: digits, with `+` and country where it is known.
 *
 * Eleven digits that start as a Chinese mobile are taken as +86; any other number without a country stays as it was dialled.
 *
 * @returns null where it is no telephone number (fewer than 5 or more than 15 digits, or other characters)
 */
export function normalizePhone(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s().\-–—]/g, '')
  const digits = plain.replace(/^\+|^00/, '')
  if (!/^\d{5,15}$/.test(digits)) return null
  if (plain !== digits) return `+${digits}`
  return /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : digits
}
