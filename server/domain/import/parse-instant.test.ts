import { describe, expect, test } from 'vitest'
import { type DateFormat, parseInstant } from './parse-instant.ts'

function read(cell: string, timeZone = 'Asia/Shanghai', format: DateFormat = 'auto'): string {
  const parsed = parseInstant(cell, { format, timeZone })
  return 'instant' in parsed ? parsed.instant.toISOString() : parsed.problem
}

describe('parseInstant', () => {
  test.each([
    ['2015-02-16T05:05:09Z', '2015-02-16T05:05:09.000Z'],
    ['2015-02-16T13:05:09+08:00', '2015-02-16T05:05:09.000Z'],
    ['2015-02-16 13:05:09 +0800', '2015-02-16T05:05:09.000Z'],
    ['2015-02-15 23:05:09-0600', '2015-02-16T05:05:09.000Z'],
    ['2015-02-16T13:05:09.123456', '2015-02-16T05:05:09.000Z'],
    ['2015-02-16', '2015-02-15T16:00:00.000Z'],
    ['20150216', '2015-02-15T16:00:00.000Z'],
    ['20150216T130509', 'date.invalid'],
    ['2015/2/16 13:05', '2015-02-16T05:05:00.000Z'],
    ['2015/2/16 1:05 PM', '2015-02-16T05:05:00.000Z'],
    ['2015/2/16 下午1:05', '2015-02-16T05:05:00.000Z'],
    ['2015/2/16 上午12:05', '2015-02-15T16:05:00.000Z'],
    ['2015年2月16日', '2015-02-15T16:00:00.000Z'],
    ['2015年2月16日 13时05分', '2015-02-16T05:05:00.000Z'],
    ['2015年2月16日 13:05:09', '2015-02-16T05:05:09.000Z'],
    ['２０１５－０２－１６　１３：０５', '2015-02-16T05:05:00.000Z'],
    ['16.02.2015', '2015-02-15T16:00:00.000Z'],
    ['  2015-02-16 ', '2015-02-15T16:00:00.000Z'],
  ])('reads %s in the zone of the file', (cell, instant) => {
    expect(read(cell)).toBe(instant)
  })

  test.each([
    '',
    'yesterday',
    '2015-02-30',
    '2015-13-01',
    '2015-02-16 25:00',
    '1815-02-16',
    '2015',
    '12-2015',
  ])('refuses %j', (cell) => {
    expect(read(cell)).toBe('date.invalid')
  })

  test('a bare small number is a spreadsheet day, rounded to the second', () => {
    expect(read('42051', 'UTC')).toBe('2015-02-16T00:00:00.000Z')
    expect(read('42051.97859953704', 'UTC')).toBe('2015-02-16T23:29:11.000Z')
    expect(read('42051.9999999', 'UTC')).toBe('2015-02-17T00:00:00.000Z')
    expect(read('42051.5', 'America/New_York')).toBe('2015-02-16T17:00:00.000Z')
    expect(read('1', 'UTC', 'serial')).toBe('1900-01-01T00:00:00.000Z')
    expect(read('59', 'UTC', 'serial')).toBe('1900-02-28T00:00:00.000Z')
    expect(read('60', 'UTC', 'serial')).toBe('date.invalid')
    expect(read('61', 'UTC', 'serial')).toBe('1900-03-01T00:00:00.000Z')
    expect(read('109574', 'UTC', 'serial')).toBe('2199-12-31T00:00:00.000Z')
    expect(read('109575', 'UTC', 'serial')).toBe('date.invalid')
    expect(read('2015-02-16', 'UTC', 'serial')).toBe('date.invalid')
  })

  test('days and months change places only where the format says so', () => {
    expect(read('3/4/2015', 'UTC')).toBe('date.ambiguous')
    expect(read('3/4/2015', 'UTC', 'dmy')).toBe('2015-04-03T00:00:00.000Z')
    expect(read('3/4/2015', 'UTC', 'mdy')).toBe('2015-03-04T00:00:00.000Z')
    expect(read('16/2/2015', 'UTC', 'mdy')).toBe('date.invalid')
    expect(read('3/4/2015', 'UTC', 'ymd')).toBe('date.invalid')
  })

  test('a time that the clock showed twice is the first of the two', () => {
    expect(read('2015-11-01 01:30', 'America/New_York')).toBe('2015-11-01T05:30:00.000Z')
    expect(read('2015-10-25 02:30', 'Europe/Berlin')).toBe('2015-10-25T00:30:00.000Z')
  })

  test('a time that the clock never showed moves on by the gap', () => {
    expect(read('2015-03-08 02:30', 'America/New_York')).toBe('2015-03-08T07:30:00.000Z')
    expect(read('2015-03-29 02:30', 'Europe/Berlin')).toBe('2015-03-29T01:30:00.000Z')
    expect(read('2011-12-30 12:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z')
  })

  test('old clocks with odd offsets are read exactly', () => {
    expect(read('1988-07-01 12:00', 'Asia/Shanghai')).toBe('1988-07-01T03:00:00.000Z')
    expect(read('2015-02-16 12:00', 'Asia/Kathmandu')).toBe('2015-02-16T06:15:00.000Z')
    expect(read('2015-02-16 12:00', 'Australia/Lord_Howe')).toBe('2015-02-16T01:00:00.000Z')
  })
})
