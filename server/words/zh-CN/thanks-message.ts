import type { thanksMessage as en } from '../en/thanks-message.ts'
import type { Words } from '../words.ts'

export const thanksMessage = {
  body: '{name}，您好：\n\n您的一位朋友因为您来到了{organization}。谢谢您的这份心意，我们想送上 {currency} {amount} 表示感谢。\n\n请告诉我们可以汇到哪里。链接只能使用一次，{until}前有效：\n{link}',
  form: '{organization}感谢您：{currency} {amount}',
  consent: '我同意加密保存我的姓名、银行账号及所填证件号，仅用于支付这份谢意和履行税务义务。',
} satisfies Words<typeof en>
