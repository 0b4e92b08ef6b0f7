import type { Random } from './random.ts'

type Notes = readonly [string, ...string[]]

/** What staff write down, by moment: when it went well, when it did not. */
const chinese: Readonly<Record<number, readonly [good: Notes, bad: Notes]>> = {
  1: [
    ['订房时记得我上次住高楼层', '客服主动提醒周末有马拉松封路'],
    ['订房确认短信等了半小时', '网上价格和电话里报的不一样'],
  ],
  2: [
    ['司机举着手写的名牌', '车里备了热毛巾和水'],
    ['接站迟到二十分钟', '司机一路打电话'],
  ],
  3: [['门童记得我的姓', '下雨天撑伞迎到车门'], ['门口没人帮忙拿行李']],
  4: [['停车员把车洗了'], ['车位太窄,倒了三次', '停车费结账时才知道']],
  5: [['大堂桂花香,孩子说像外婆家', '大堂的花每周都换', '在大堂拍了全家福'], ['大堂有人抽烟']],
  6: [
    ['前台起身迎出来,叫得出名字', '办理入住不到三分钟', '前台多送了一张手绘地图'],
    ['排队等了二十五分钟', '前台头也没抬', '押金没有讲清楚'],
  ],
  7: [['电梯间有当天天气的小卡片'], ['电梯等了很久']],
  8: [['走廊很安静,灯光柔和'], ['走廊地毯有霉味', '半夜走廊很吵']],
  9: [
    ['枕头上有手写的欢迎卡', '窗外正对着湖', '房间里放了孩子的小帐篷'],
    ['房间里有上一位客人的东西', '空调一夜很响', '窗帘漏光'],
  ],
  10: [['叫醒电话还问了要不要咖啡'], ['叫醒电话没有打来,误了火车']],
  11: [['总机一次就转对了'], ['总机号找不到,要拨三次', '电话里转了四个人', '按键不灵,打不到前台']],
  12: [
    ['厨师给孩子做了小兔子包', '豆浆是现磨的'],
    ['早餐没有位子,站着等', '八点半就没有热菜了', '周末人太多'],
  ],
  13: [['结账一分钟,发票已经开好'], ['多收了一瓶水的钱', '发票抬头开错两次']],
  14: [
    ['离店送了两瓶矿泉水,路上正好喝', '上车时递来两瓶水,说路上小心', '门童一直挥手到车转弯'],
    ['行李放错了车'],
  ],
}

const english: readonly [good: Notes, bad: Notes] = [
  [
    'Remembered my name from last year',
    'Small gesture, made our day',
    'Told the whole office about it',
  ],
  [
    'Nobody at the desk spoke English',
    'Had to ask three times',
    'Not what I expected at this price',
  ],
]

export function noteOf(
  random: Random,
  { momentNo, score, isForeign }: { momentNo: number; score: number; isForeign: boolean },
): string | null {
  const isStrong = score >= 4 || score <= -3
  if (!random.chance(isStrong ? 0.14 : 0.015)) return null
  const [good, bad] = isForeign ? english : (chinese[momentNo] ?? english)
  return random.pick(score >= 1 ? good : bad)
}
