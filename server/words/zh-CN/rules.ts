import type { rules as en } from '../en/rules.ts'
import type { Words } from '../words.ts'

export const rules = {
  'last-owner-stays': '机构至少需要一位在职负责人，请先指定另一位负责人。',
  'member-already': '此人已是本机构成员。',
  'member-self-deactivation': '不能停用自己，请由另一位负责人操作。',
  'location-required': '一线员工必须指定门店，因为只能在自己的门店记录。',
  'location-closed': '这家门店已关闭。',
  'append-only': '此清单只能追加，如需更正请新增一行。',
  'partition-range-too-long': '日期跨度过大。',
} satisfies Words<typeof en>
