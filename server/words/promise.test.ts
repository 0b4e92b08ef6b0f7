import { expect, test } from 'vitest'
import { findPromise } from '../domain/promise.ts'
import { enPlain } from './en-plain.ts'
import { zhCNPlain } from './zh-CN-plain.ts'

type Tree = { [key: string]: string | Tree }

function promisesIn(tree: Tree, path: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value !== 'string') return promisesIn(value, `${path}.${key}`)
    const phrase = findPromise(value)
    return phrase ? [`${path}.${key}: ${phrase}`] : []
  })
}

test('[row 28] no word that a customer, marketing or staff may read promises or names a thank-you', () => {
  expect([...promisesIn(enPlain, 'en'), ...promisesIn(zhCNPlain, 'zh-CN')]).toEqual([])
})
