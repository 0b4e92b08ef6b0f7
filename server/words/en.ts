import { moneyShell } from './en/money-shell.ts'
import { enPlain } from './en-plain.ts'

/** All words: the source of keys for every language. Areas about money are only listed here. */
export const en = { ...enPlain, moneyShell }
