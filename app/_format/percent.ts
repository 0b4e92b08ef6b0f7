/** A share between 0 and 1 as a percentage with one decimal, unless told otherwise. */
export function formatPercent(locale: string, share: number, digits = 1): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share)
}

/** A rate in basis points as a percentage; 114 is "1.14%". */
export function formatBps(locale: string, rateBps: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  }).format(rateBps / 10_000)
}

/** A difference of two shares in percentage points, with its sign. */
export function formatPoints(locale: string, difference: number, digits = 1): string {
  const points = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(difference * 100)
  return locale.startsWith('zh') ? `${points} 个百分点` : `${points} pp`
}

/** A relative change with its sign: 0.12 is "+12.0%". */
export function formatSignedPercent(locale: string, change: number, digits = 1): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(change)
}
