import { describe, expect, test } from 'vitest'
import { parseInteger, parseYes } from './parse-number.ts'

describe('parseInteger', () => {
  test.each([
    ['4', 4],
    ['+4', 4],
    ['−4', -4],
    ['－４', -4],
    ['1,210', 1210],
    ['4.0', 4],
    ['4.5', null],
    ['four', null],
    ['', null],
    ['9007199254740993', null],
  ])('%s is %s', (cell, value) => {
    expect(parseInteger(cell)).toBe(value)
  })
})

describe('parseYes', () => {
  test.each([
    ['是', true],
    ['Yes', true],
    ['0', false],
    ['否', false],
    ['maybe', null],
  ])('%s is %s', (cell, value) => {
    expect(parseYes(cell)).toBe(value)
  })
})
