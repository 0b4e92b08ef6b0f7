import type { thanksForm as en } from '../en/thanks-form.ts'
import type { Words } from '../words.ts'

export const thanksForm = {
  title: '{organization}感谢您',
  lead: '一位朋友因为您而来。这是给您的谢意：<b>{amount}</b>。',
  invalid: '此链接无效或已使用。请向发送者索取新的链接。',
  name: '开户姓名',
  bankName: '开户银行',
  account: '银行账号',
  idNumber: '证件号码',
  idNumberHint: '仅在税务要求时填写。',
  declare: '请勾选符合您情况的选项，这是法律的要求。',
  isEmployee: '我在{organization}工作。',
  isPublicOfficial: '我是公职人员。',
  isMedicalStaff: '我是医务人员。',
  isBuyersEmployee: '我在朋友为其采购的公司工作。',
  submit: '提交',
  done: '谢谢您。款项将汇至尾号 {last4} 的账户。',
  doneText: '您可以关闭此页面。链接只能使用一次。',
} satisfies Words<typeof en>
