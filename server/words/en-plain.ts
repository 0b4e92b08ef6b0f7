import { auth } from './en/auth.ts'
import { errors } from './en/errors.ts'
import { impact } from './en/impact.ts'
import { kit } from './en/kit.ts'
import { rules } from './en/rules.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'

/** Everything that every role may read; nothing here speaks of money paid to people. */
export const enPlain = { auth, errors, impact, kit, rules, settings, shell }
