import type { apiProblems as en } from '../en/api-problems.ts'
import type { Words } from '../words.ts'

export const apiProblems = {
  invalid: {
    title: '请求中有字段缺失或有误',
    detail: '每一处都列在 errors 中，含字段路径和代码。',
  },
  json: {
    title: '请求体不是 JSON',
    detail: '请以 UTF-8 发送一个 JSON 对象。',
  },
  unauthenticated: {
    title: '没有可用的密钥',
    detail: '请在 Authorization: Bearer 中发送一个未撤销、未过期的密钥。',
  },
  forbidden: {
    title: '该密钥无权执行此操作',
    detail: '它的权限范围不包含所请求的内容。请负责人新建一个权限合适的密钥。',
  },
  'not-found': {
    title: '没有这个地址',
    detail: '参考页列出了所有地址。',
  },
  method: {
    title: '该地址不支持这种请求方法',
    detail: '可用的方法见 Allow 响应头。',
  },
  conflict: {
    title: '该外部编号属于别的记录',
    detail: '已有内容保持不变。两个发送方中有一个出错，需要人工查看。',
  },
  'in-flight': {
    title: '使用该 Idempotency-Key 的首个请求仍在处理',
    detail: '请在 Retry-After 所示的秒数后重试。',
  },
  'too-large': {
    title: '请求体过大',
    detail: '请减少单次条数，或改用流式上传。',
  },
  'media-type': {
    title: '此处不接受这种内容类型',
    detail: '请发送 application/json；流式上传请用 application/x-ndjson。',
  },
  'key-reused': {
    title: '该 Idempotency-Key 曾用于另一个请求体',
    detail: '一个键只代表一个请求。新的请求体请使用新的键。',
  },
  'rule-broken': {
    title: '规则不允许这样做',
    detail: '没有任何内容被更改。',
  },
  'rate-limited': {
    title: '超出该密钥当前可发送的条数',
    detail: '请在 Retry-After 所示的秒数后继续。',
  },
  internal: {
    title: '系统出了问题',
    detail: '请重新发送，同一事实只记录一次。若仍不行，请告知请求编号。',
  },
  unavailable: {
    title: '服务繁忙',
    detail: '请在 Retry-After 所示的秒数后重发，同一事实只记录一次。',
  },
} satisfies Words<typeof en>
