import { expect, test } from 'vitest'
import { JOURNEY_TEMPLATES } from './template.ts'

const { moments } = JOURNEY_TEMPLATES.hotel

test('[row 45] the hotel journey is exactly the fourteen moments of the source, in order, and ends at 离店', () => {
  expect(moments.map((moment) => moment.nameZh)).toEqual([
    '预订',
    '接站',
    '到酒店门前',
    '停车',
    '进入大堂',
    '前台接待',
    '进入电梯间',
    '进入走廊',
    '进入房间',
    '叫醒服务',
    '客用电话',
    '早餐',
    '前台结账',
    '离店',
  ])
  expect(moments.at(-1)?.nameZh).toBe('离店')
})

test('each moment of a template has a code of its own and a name in both languages', () => {
  expect(new Set(moments.map((moment) => moment.code)).size).toBe(moments.length)
  expect(moments.filter((moment) => !moment.nameEn || !moment.nameZh)).toEqual([])
})
