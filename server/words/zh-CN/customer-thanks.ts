import type { customerThanks as en } from '../en/customer-thanks.ts'
import type { Words } from '../words.ts'

export const customerThanks = {
  kind: '感谢',
  approved: {
    award: '已批准感谢：{amount}',
    reversal: '感谢已冲回：{amount}',
    adjustment: '感谢已更正：{amount}',
    reinstatement: '感谢已恢复：{amount}',
  },
  told: '已告知感谢：{amount}',
} satisfies Words<typeof en>
