type MoneyOptions = {
  /** 万 and 亿 in Chinese, K and M in English: for charts and tiles, never for a sum to be paid. */
  isCompact?: boolean
  /** A plus before gains, for corrections and differences. */
  isSigned?: boolean
}

/**
 * Money as people read it, exact to the minor unit at any size: the amount never becomes a
 * floating-point number on its way to the screen.
 */
export function formatMoney(
  locale: string,
  amountMinor: bigint,
  currency: string,
  options: MoneyOptions = {},
): string {
  const digits = minorDigits(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: options.isSigned ? 'exceptZero' : 'auto',
    ...(options.isCompact
      ? { notation: 'compact', maximumFractionDigits: 2 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  return format.format(toDecimal(amountMinor, digits))
}

/** A rate's part of an amount before any rounding, with as many digits as it has: what a calculator would show. */
export function formatMoneyPart(
  locale: string,
  amountMinor: bigint,
  rateBps: number,
  currency: string,
): string {
  const digits = minorDigits(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + 4,
  })
  return format.format(toDecimal(amountMinor * BigInt(rateBps), digits + 4))
}

/** The plain decimal of an amount, "1234.50": what an input field holds and a file carries. */
export function formatAmount(amountMinor: bigint, currency: string): string {
  return toDecimal(amountMinor, minorDigits(currency))
}

/** How many digits the currency has after its point: JPY 0, CNY 2, KWD 3. */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return options.maximumFractionDigits ?? 2
}

function toDecimal(amountMinor: bigint, digits: number): `${number}` {
  const sign = amountMinor < 0n ? '-' : ''
  const figures = (amountMinor < 0n ? -amountMinor : amountMinor)
    .toString()
    .padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits)
  const text = digits === 0 ? whole : `${whole}.${figures.slice(-digits)}`
  return `${sign}${text}` as `${number}`
}
