import type { money as en } from '../en/money.ts'
import type { Words } from '../words.ts'

export const money = {
  kinds: { award: '佣金', reversal: '冲回', adjustment: '调整', reinstatement: '恢复' },
  statuses: {
    proposed: '待审批',
    waiting: '待第二人审批',
    approved: '已批准',
    'in-batch': '已入批次',
    sent: '已送出',
    settled: '已到账',
    rejected: '已驳回',
  },
  knowledge: { naive: '此前从未收到答谢', aware: '此前收到过答谢' },
  stops: {
    'commission-on-hold': '已暂缓',
    'reversal-pending': '有冲回待审批',
    'award-undecided': '佣金本身尚未审批',
  },
  reasons: {
    'not-genuine': '并非真实转介绍',
    duplicate: '已答谢过',
    'related-person': '两人有利益关系',
    refunded: '订单已退款',
    'amount-changed': '金额已不正确',
    other: '其他原因',
  },
  batchStates: {
    draft: '草稿',
    frozen: '已冻结',
    released: '已放行',
    sending: '已交银行',
    reconciled: '已核对',
    cancelled: '已取消',
  },
  attemptStates: {
    claimed: '送出中',
    sent: '已送出',
    awaiting: '等待收款人确认',
    settled: '已到账',
    returned: '已退回',
    refused: '被拒绝',
    expired: '已过期',
    unknown: '结果不明',
  },
  accounts: { 'thanks-expense': '佣金费用', 'thanks-payable': '应付佣金', cash: '银行存款' },
  postings: { approve: '审批入账', settle: '付款', return: '退回' },
  policyKinds: { flat: '固定金额', percent: '按成交额比例', tiers: '分档' },
  byJob: '系统按时提出',
} satisfies Words<typeof en>
