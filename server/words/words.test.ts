import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { enPlain } from './en-plain.ts'
import { zhCN } from './zh-CN.ts'
import { zhCNPlain } from './zh-CN-plain.ts'

type Tree = { [key: string]: string | Tree }

function sentences(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(at, value)
    else for (const [inner, text] of sentences(value, at)) found.set(inner, text)
  }
  return found
}

/** The groups in braces at the outermost level of a message. */
function groups(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && depth++ === 0) start = at + 1
    if (text[at] === '}' && --depth === 0) found.push(text.slice(start, at))
  }
  return found
}

/** The arguments that a message reads, those inside its plural and select branches and its tags among them. */
function argumentsOf(text: string): string[] {
  const names = groups(text).flatMap((group) => {
    const [name = '', , ...branches] = group.split(',')
    return [name.trim(), ...groups(branches.join(',')).flatMap(argumentsOf)]
  })
  const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? '')
  return [...new Set([...names, ...tags])].sort()
}

const english = sentences(en)
const chinese = sentences(zhCN)

describe('words', () => {
  test('every sentence exists in both languages and none is empty', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('a sentence reads the same arguments in both languages', () => {
    const different = [...english]
      .filter(([key, text]) => {
        const other = argumentsOf(chinese.get(key) ?? '')
        return JSON.stringify(argumentsOf(text)) !== JSON.stringify(other)
      })
      .map(([key]) => key)
    expect(different).toEqual([])
  })

  test('Chinese sentences use full-width punctuation', () => {
    const halfWidth = [...chinese].filter(([, text]) =>
      /[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]/.test(text),
    )
    expect(halfWidth).toEqual([])
  })

  test('what every role receives has no word of money in it', () => {
    const promise = /佣金|返现|提成|奖励|commission|cash ?back|reward|bonus|payout/i
    const plain = [...sentences(enPlain), ...sentences(zhCNPlain)]
    expect(plain.filter(([, text]) => promise.test(text))).toEqual([])
  })
})
