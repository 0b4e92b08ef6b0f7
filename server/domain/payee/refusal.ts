import type { Rule } from '../rule.ts'

/** What a payee declares of themselves. */
export type Declarations = {
  isEmployee: boolean
  isPublicOfficial: boolean
  isMedicalStaff: boolean
  isBuyersEmployee: boolean
}

export type PayeeRefusal = 'employee' | 'public-official' | 'medical-staff' | 'buyers-employee'

/** Whom the law asks us not to thank with money, or null. */
export function payeeRefusal(declared: Declarations): PayeeRefusal | null {
  if (declared.isEmployee) return 'employee'
  if (declared.isPublicOfficial) return 'public-official'
  if (declared.isMedicalStaff) return 'medical-staff'
  return declared.isBuyersEmployee ? 'buyers-employee' : null
}

/** The rule that a refusal is told by. */
export function payeeRule(refusal: PayeeRefusal): Rule {
  return `payee-${refusal}`
}
