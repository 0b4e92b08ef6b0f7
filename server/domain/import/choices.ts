import type { FieldType } from './fields.ts'
import { plainText } from './plain-text.ts'

/** Words that files use for what we name by a code. Keys are the codes; the code itself is always understood. */
const WORDS: Record<'channel' | 'valence' | 'severity' | 'proof', Record<string, string[]>> = {
  channel: {
    photo: ['照片', '拍照', '晒图', '图片', 'picture', 'instagram', '小红书'],
    feed: ['朋友圈', '动态', 'moments', 'post', 'twitter', 'tweet', 'facebook', '微博', 'weibo'],
    group: ['群', '微信群', '群聊', 'group chat', 'chat group'],
    'one-to-one': ['私聊', '私信', '一对一', '微信', 'direct', 'message', 'dm', 'chat', 'wechat'],
    review: ['点评', '评价', '评论', '大众点评', '携程', 'comment', 'rating', 'google', 'ctrip'],
    'in-person': ['当面', '口头', '面对面', '线下', 'in person', 'face to face', 'offline'],
  },
  valence: {
    '-1': ['negative', 'neg', '负面', '差评', '不好', 'against'],
    '0': ['neutral', '中性', '中评', '一般'],
    '1': ['+1', 'positive', 'pos', '正面', '好评', '好', 'for'],
  },
  severity: {
    '1': ['minor', 'low', '轻微', '轻', '低'],
    '2': ['serious', 'medium', 'normal', '一般', '中', '普通'],
    '3': ['grave', 'high', 'critical', '严重', '重', '高', '重大'],
  },
  proof: {
    traced: ['seen', '已追踪', '可追踪', '亲见', '系统'],
    reported: ['told', '转述', '自述', '听说', '人工'],
  },
}

const codes = new Map<string, string>()
for (const [type, choices] of Object.entries(WORDS))
  for (const [code, words] of Object.entries(choices))
    for (const word of [code, ...words]) codes.set(`${type} ${word}`, code)

/** The code that a cell's word stands for in either language; null where we know no such word. */
export function findChoice(
  type: Extract<FieldType, keyof typeof WORDS>,
  cell: string,
): string | null {
  const word = plainText(cell).toLowerCase().replaceAll(/\s+/g, ' ')
  return codes.get(`${type} ${word}`) ?? null
}
