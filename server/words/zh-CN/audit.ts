import type { audit as en } from '../en/audit.ts'
import type { Words } from '../words.ts'

export const audit = {
  title: '审计',
  lead: '谁改了什么。日志首尾相连，缺一行、改一字都会显出来。',
  finding: {
    whole: '日志链完整。',
    broken: '有 <b>{count, number}</b> 行与日志链不符。',
    checking: '正在检查日志链…',
    unchecked: '凡涉及资金、权限或设置的改动都在这里。',
  },
  verify: '检查日志链',
  chain: '主题',
  chains: { all: '全部', money: '资金', access: '权限', facts: '事实' },
  at: '时间',
  who: '谁',
  what: '做了什么',
  table: '记录',
  ops: { INSERT: '新增', UPDATE: '更改', DELETE: '删除' },
  job: '系统定时：{job}',
  key: 'API 密钥 {name}',
  system: '初始设置',
  data: '数据',
  hash: '哈希',
  position: '第 {seq} 行',
  request: '请求',
  problems: {
    gap: '前面缺了一行',
    link: '与上一行接不上',
    content: '内容被改动',
    head: '链尾不符',
  },
  empty: '还没有记录',
} satisfies Words<typeof en>
