import type { en } from './en.ts'
import type { Words } from './words.ts'
import { moneyShell } from './zh-CN/money-shell.ts'
import { zhCNPlain } from './zh-CN-plain.ts'

export const zhCN = { ...zhCNPlain, moneyShell } satisfies Words<typeof en>
