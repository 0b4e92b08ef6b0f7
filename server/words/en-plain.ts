import { apiKeys } from './en/api-keys.ts'
import { auth } from './en/auth.ts'
import { customers } from './en/customers.ts'
import { errors } from './en/errors.ts'
import { impact } from './en/impact.ts'
import { imports } from './en/imports.ts'
import { kit } from './en/kit.ts'
import { record } from './en/record.ts'
import { referrals } from './en/referrals.ts'
import { rules } from './en/rules.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { thanksForm } from './en/thanks-form.ts'
import { webhooks } from './en/webhooks.ts'

/** Everything that every role may read; nothing here speaks of money paid to people. */
export const enPlain = {
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
}
