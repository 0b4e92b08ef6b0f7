import { describe, expect, test } from 'vitest'
import { cleanHeaders, detectDelimiter, detectEncoding } from './text-format.ts'

describe('detectEncoding', () => {
  test.each([
    ['a UTF-8 mark', [0xef, 0xbb, 0xbf, 0x61], true, 'utf-8'],
    ['strict UTF-8 without a mark', [0x61], true, 'utf-8'],
    ['bytes that break UTF-8', [0xc4, 0xe3], false, 'gb18030'],
    ['a little-endian mark', [0xff, 0xfe, 0x61, 0x00], false, 'utf-16le'],
    ['a big-endian mark', [0xfe, 0xff, 0x00, 0x61], false, 'utf-16be'],
  ] as const)('%s decides', (_name, head, isStrictUtf8, encoding) => {
    expect(detectEncoding(Uint8Array.from(head), isStrictUtf8)).toBe(encoding)
  })
})

describe('detectDelimiter', () => {
  test.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3\n', ';'],
    ['a\tb\n1,2\t3\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['"a,b";c\n"1,2,3";4\n', ';'],
    ['note;n\n"first, line\nsecond, line";1\n', ';'],
    ['only\none\n', ','],
    ['a;b', ';'],
    ['', ','],
  ])('%j is cut by %j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })
})

describe('cleanHeaders', () => {
  test('trims spaces of any kind, numbers nameless columns and tells repeated ones apart', () => {
    expect(cleanHeaders([' 客户 编号\u3000', '', 'a\nb', 'a b', '\uFEFFx'])).toEqual([
      '客户 编号',
      '#2',
      'a b',
      'a b (2)',
      'x',
    ])
  })
})
