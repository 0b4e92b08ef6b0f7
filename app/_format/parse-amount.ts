import { minorDigits } from './money.ts'

/**
 * Minor units of what a person typed, "1,234.5" or "1234.50"; null where it is no amount or has
 * more decimals than the currency. Never through a floating-point number.
 */
export function parseAmount(text: string, currency: string): bigint | null {
  const plain = text.replaceAll(/[\s,\uff0c]/g, '')
  const match = /^(\d{1,15})(?:\.(\d*))?$/.exec(plain)
  if (!match) return null
  const digits = minorDigits(currency)
  const [, whole = '0', fraction = ''] = match
  if (fraction.length > digits) return null
  return BigInt(whole + fraction.padEnd(digits, '0'))
}
