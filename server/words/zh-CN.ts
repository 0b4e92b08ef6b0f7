import type { en } from './en.ts'
import type { Words } from './words.ts'
import { audit } from './zh-CN/audit.ts'
import { commissions } from './zh-CN/commissions.ts'
import { customerThanks } from './zh-CN/customer-thanks.ts'
import { ledger } from './zh-CN/ledger.ts'
import { money } from './zh-CN/money.ts'
import { moneyRules } from './zh-CN/money-rules.ts'
import { moneyShell } from './zh-CN/money-shell.ts'
import { payouts } from './zh-CN/payouts.ts'
import { policy } from './zh-CN/policy.ts'
import { thanksMessage } from './zh-CN/thanks-message.ts'
import { zhCNPlain } from './zh-CN-plain.ts'

export const zhCN = {
  ...zhCNPlain,
  audit,
  commissions,
  customerThanks,
  ledger,
  money,
  moneyShell,
  payouts,
  policy,
  rules: { ...zhCNPlain.rules, ...moneyRules },
  thanksMessage,
} satisfies Words<typeof en>
