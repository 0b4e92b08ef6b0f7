import type { enPlain } from './en-plain.ts'
import type { Words } from './words.ts'
import { auth } from './zh-CN/auth.ts'
import { errors } from './zh-CN/errors.ts'
import { impact } from './zh-CN/impact.ts'
import { kit } from './zh-CN/kit.ts'
import { rules } from './zh-CN/rules.ts'
import { settings } from './zh-CN/settings.ts'
import { shell } from './zh-CN/shell.ts'

export const zhCNPlain = { auth, errors, impact, kit, rules, settings, shell } satisfies Words<
  typeof enPlain
>
