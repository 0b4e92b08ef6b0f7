import type { auth as en } from '../en/auth.ts'
import type { Words } from '../words.ts'

export const auth = {
  signIn: {
    title: '登录',
    lead: '哪几个关键时刻，让顾客愿意推荐您？',
    email: '电子邮箱',
    password: '密码',
    submit: '登录',
    forgot: '忘记密码？',
    limited: '尝试次数过多，请 {minutes, number} 分钟后再试。',
    noMembership: '此账户目前不属于任何机构，请联系负责人邀请您。',
    ended: '您已退出登录，请重新登录。',
    again: '请重新登录，已填写的内容仍在。',
  },
  forgot: {
    title: '忘记密码',
    lead: '填写您的邮箱，我们会发送一个链接，用它设置新密码。',
    submit: '发送链接',
    done: '如果该邮箱有账户，链接已在路上，一小时内有效。',
    noMail: '收不到邮件？机构负责人可以为您生成链接。',
    back: '返回登录',
  },
  reset: {
    title: '设置新密码',
    password: '新密码',
    hint: '至少 10 个字符。',
    submit: '保存密码',
    done: '新密码已保存，请用它登录。',
    invalid: '此链接不存在或已失效，请重新获取。',
  },
  invitation: {
    title: '加入{organization}',
    lead: '您受邀担任{role}，邮箱为 {email}。',
    name: '您的姓名',
    password: '设置密码',
    submit: '加入',
    known: '您已有账户，请输入其密码确认。',
    currentPassword: '您的密码',
    invalid: '此邀请不存在或已失效，请重新获取。',
    done: '您已加入，请登录开始使用。',
  },
  mail: {
    resetSubject: '设置值了的新密码',
    resetBody:
      '{name}，您好：\n\n请用下面的链接设置新密码，仅可使用一次，一小时内有效：\n\n{link}\n\n如果不是您本人的操作，请忽略本邮件。',
    invitationSubject: '{inviter}邀请您加入{organization}（值了）',
    invitationBody:
      '您好：\n\n{inviter}邀请您加入值了上的{organization}。请用下面的链接加入，仅可使用一次，七天内有效：\n\n{link}',
  },
} satisfies Words<typeof en>
