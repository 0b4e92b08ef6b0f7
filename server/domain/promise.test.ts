import { expect, it } from 'vitest'
import { findPromise } from './promise.ts'

it.each([
  '推荐好友入住,返现 100 元',
  '推荐有奖,名额有限',
  '您将获得佣金',
  '成功推荐一位立减50元',
  'Earn money with every friend',
  'A reward for referring your friends',
  'Refer a friend and get $20',
  'Commission paid weekly',
])('finds the promise in "%s"', (text) => {
  expect(findPromise(text)).not.toBeNull()
})

it.each([
  '离店时我们为您准备了两瓶矿泉水',
  '欢迎把这里告诉您的朋友',
  'Tell a friend about your stay',
  'The omission was ours',
  'Room 88 元 per night, breakfast included, with a long walk along the quiet river. Ask for the map',
])('lets "%s" pass', (text) => {
  expect(findPromise(text)).toBeNull()
})
