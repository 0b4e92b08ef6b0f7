import type { ledger as en } from '../en/ledger.ts'
import type { Words } from '../words.ts'

export const ledger = {
  title: '账本',
  lead: '每一笔分录，永久保存。余额都是加总得出，没有任何改动。',
  finding: {
    balanced: '应付而未付：<b>{payable}</b>。账目平衡。',
    unbalanced: '账目不平。请停止付款，并联系服务器管理员。',
    none: '还没有入账。',
  },
  trial: '试算平衡表',
  asOf: '截至 {day}日终',
  asOfLabel: '截至',
  account: '科目',
  debit: '借方',
  credit: '贷方',
  balance: '余额',
  entries: '分录',
  all: '全部科目',
  when: '发生于',
  recorded: '记录于',
  what: '事项',
  by: '经手人',
  amount: '金额',
  from: '借方科目',
  to: '贷方科目',
  source: '来源',
  commission: '佣金',
  batch: '第 {no} 批次',
  empty: '没有分录',
  emptyText: '第一次审批会产生第一笔分录。',
} satisfies Words<typeof en>
