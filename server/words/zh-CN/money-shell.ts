import type { moneyShell as en } from '../en/money-shell.ts'
import type { Words } from '../words.ts'

export const moneyShell = {
  group: '答谢',
  pages: {
    commissions: '佣金',
    payouts: '发放',
    policy: '佣金规则',
    ledger: '账本',
  },
  today: {
    approve: '<b>{count, number}</b> 笔待审批',
    release: '<b>{count, number}</b> 批待放行',
  },
  secondApproval: '达到此金额需第二人审批',
  secondApprovalHint: '留空表示一人审批即可。',
} satisfies Words<typeof en>
