/**
 * Every rule that can refuse an act, by name. The database raises the same names (SQLSTATE ZH001), and every name has words
 * in each language (`rules.<name>`); tidy.test.ts holds the two lists together.
 */
export const RULES = [
  'append-only',
  'last-owner-stays',
  'partition-range-too-long',
] as const

export type Rule = (typeof RULES)[number]

export function isRule(value: string): value is Rule {
  return (RULES as readonly string[]).includes(value)
}
