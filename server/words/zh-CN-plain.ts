import type { enPlain } from './en-plain.ts'
import type { Words } from './words.ts'
import { apiKeys } from './zh-CN/api-keys.ts'
import { auth } from './zh-CN/auth.ts'
import { customers } from './zh-CN/customers.ts'
import { errors } from './zh-CN/errors.ts'
import { impact } from './zh-CN/impact.ts'
import { imports } from './zh-CN/imports.ts'
import { kit } from './zh-CN/kit.ts'
import { record } from './zh-CN/record.ts'
import { referrals } from './zh-CN/referrals.ts'
import { rules } from './zh-CN/rules.ts'
import { settings } from './zh-CN/settings.ts'
import { shell } from './zh-CN/shell.ts'
import { thanksForm } from './zh-CN/thanks-form.ts'
import { webhooks } from './zh-CN/webhooks.ts'

export const zhCNPlain = {
  apiKeys,
  auth,
  customers,
  errors,
  impact,
  imports,
  kit,
  record,
  referrals,
  rules,
  settings,
  shell,
  thanksForm,
  webhooks,
} satisfies Words<typeof enPlain>
