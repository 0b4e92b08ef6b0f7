import { audit } from './en/audit.ts'
import { commissions } from './en/commissions.ts'
import { customerThanks } from './en/customer-thanks.ts'
import { ledger } from './en/ledger.ts'
import { money } from './en/money.ts'
import { moneyRules } from './en/money-rules.ts'
import { moneyShell } from './en/money-shell.ts'
import { payouts } from './en/payouts.ts'
import { policy } from './en/policy.ts'
import { thanksMessage } from './en/thanks-message.ts'
import { enPlain } from './en-plain.ts'

/** All words: the source of keys for every language. Areas about money are only listed here. */
export const en = {
  ...enPlain,
  audit,
  commissions,
  customerThanks,
  ledger,
  money,
  moneyShell,
  payouts,
  policy,
  rules: { ...enPlain.rules, ...moneyRules },
  thanksMessage,
}
