/** A count with separators of thousands; bigint and number alike. */
export function formatNumber(locale: string, value: number | bigint): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
}

/** A count in few characters: 1.2万 in Chinese, 12K in English. */
export function formatCompact(locale: string, value: number | bigint): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(
    value,
  )
}

/** A number with a fixed count of decimals, a score for example. */
export function formatDecimal(locale: string, value: number, digits = 2): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
}
