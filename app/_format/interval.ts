import { formatPercent } from './percent.ts'

/** A 95 % interval of a share, "[52.0%, 67.5%]". */
export function formatInterval(locale: string, low: number, high: number, digits = 1): string {
  return `[${formatPercent(locale, low, digits)}, ${formatPercent(locale, high, digits)}]`
}
