import type { errors as en } from '../en/errors.ts'
import type { Words } from '../words.ts'

export const errors = {
  'not-found': {
    title: '这里没有这项内容',
    hint: '它可能已被移除，或属于其他机构。请检查地址，或返回上一页。',
  },
  unauthenticated: {
    title: '登录已失效',
    hint: '请重新登录，已填写的内容会保留。',
  },
  forbidden: {
    title: '您的角色无权执行此操作',
    hint: '如有需要，请联系机构负责人。',
  },
  invalid: {
    title: '有内容缺失或有误',
    hint: '请查看标出的字段。',
  },
  'rule-broken': {
    title: '规则不允许这样做',
    hint: '没有任何内容被更改。',
  },
  conflict: {
    title: '有人抢先一步',
    hint: '请载入最新内容后重试，您的修改尚未保存。',
  },
  unavailable: {
    title: '暂时无法使用',
    hint: '请稍候再试。',
  },
  internal: {
    title: '系统出了问题',
    hint: '请重试；若仍不行，请把请求编号发给管理员。',
  },
  offline: {
    title: '无法连接服务器',
    hint: '请检查网络后重试，已填写的内容会保留。',
  },
  pageNotFound: {
    title: '没有这个页面',
    hint: '地址可能有误，或您的角色无权访问。',
    action: '回到首页',
  },
  requestId: '请求编号',
  signInAgain: '重新登录',
  fields: {
    required: '请填写此项。',
    invalid: '这个值不可用。',
    'too-small': '数值太小。',
    'too-big': '数值太大。',
    'too-long': '内容太长。',
    'unknown-field': '这里没有这个字段。',
    email: {
      invalid: '这不是有效的电子邮箱。',
    },
    password: {
      short: '至少 10 个字符。',
      long: '最多 128 个字符。',
      wrong: '当前密码不正确。',
    },
    name: {
      taken: '这个名称已被使用。',
    },
    role: {
      invalid: '请选择角色。',
    },
    'sign-in': {
      wrong: '邮箱或密码不正确。',
    },
    date: {
      invalid: '这不是有效的日期。',
      future: '日期不能在将来。',
      'too-old': '日期早于 1900 年。',
      archived: '这个时期的体验已归档，不再接收新的记录。',
    },
    text: {
      invalid: '文字中有无法保存的字符。',
    },
    customer: {
      unknown: '没有找到这位客户。',
      erased: '这位客户已要求删除个人信息。',
      other: '这个外部编号已属于另一位客户。',
    },
    episode: {
      unknown: '没有这位客户这一次到店的记录。',
    },
    moment: {
      unknown: '没有这个代码或名称的时刻。',
    },
    location: {
      unknown: '没有这个名称的门店。',
      'not-own': '只能在自己的门店记录。',
    },
    product: {
      unknown: '没有这个代码的产品。',
    },
    order: {
      unknown: '没有找到这笔订单。',
      'in-use': '已有退款或转介绍关联这笔订单，不能替换。',
      'delivered-early': '交付时间不能早于购买时间。',
    },
    refund: {
      'exceeds-order': '超过了订单的剩余金额。',
      'before-order': '退款时间不能早于购买时间。',
      'in-use': '这笔退款已经生效，不能替换。',
    },
    currency: {
      invalid: '这不是有效的币种代码。',
      mismatch: '与订单的币种不同。',
    },
    score: {
      invalid: '评分应为 −5 到 5 的整数。',
    },
    emotion: {
      unknown: '没有这种情绪。',
    },
    number: {
      invalid: '这不是数字。',
    },
    amount: {
      invalid: '这不是有效的金额。',
    },
    phone: {
      invalid: '这不是有效的电话号码。',
    },
    scope: {
      none: '请至少选择一项。',
      unknown: '没有这个权限范围。',
    },
    'idempotency-key': {
      invalid: '键须为 1 至 200 个可见字符，不含空格。',
    },
    json: {
      invalid: '这一行不是 JSON。',
    },
    line: {
      'too-long': '这一行超过 256 kB。',
    },
    url: {
      invalid: '这不是有效的网址。',
      closed: '只能填公网上的 https 地址。',
    },
  },
} satisfies Words<typeof en>
