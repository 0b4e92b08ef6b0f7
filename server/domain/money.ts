import { InvariantError } from './errors.ts'

/** Currencies whose minor unit is not a hundredth (ISO 4217); the database holds the same list. */
const EXPONENTS: Record<string, number> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  TND: 3,
  VND: 0,
}

/**
 * How many minor digits an amount of this currency has.
 *
 * @see ISO 4217
 */
export function minorDigits(currency: string): number {
  return EXPONENTS[currency] ?? 2
}

/**
 * An amount as a rail reads it: all its minor digits, a full stop, nothing else ("31.90", "-0.05", "1200" in JPY).
 *
 * @param amountMinor minor units of the currency
 */
export function amountText(amountMinor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  const sign = amountMinor < 0n ? '-' : ''
  const figures = (amountMinor < 0n ? -amountMinor : amountMinor)
    .toString()
    .padStart(digits + 1, '0')
  if (digits === 0) return sign + figures
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/**
 * Division of whole minor units, rounded half-up (away from zero at the half).
 *
 * @throws InvariantError for a denominator that is not positive, or a negative numerator: signs are applied by the caller
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n || numerator < 0n)
    throw new InvariantError('half-up needs a share of something')
  return (2n * numerator + denominator) / (2n * denominator)
}
