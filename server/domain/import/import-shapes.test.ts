import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ComplaintItem } from '../complaint/input.ts'
import { CustomerItem } from '../customer/input.ts'
import { ExperienceItem } from '../experience/input.ts'
import { EMOTION_CODES } from '../moment/emotion.ts'
import { OrderItem } from '../order/input.ts'
import { ShareItem } from '../share/input.ts'
import { SHARE_CHANNELS } from '../share/share-kind.ts'
import { factItem } from './fact-item.ts'
import { FIELDS, type FieldType, type ImportNoun } from './fields.ts'
import { plainItem } from './plain-item.ts'
import { type FieldValue, lineReader } from './read-line.ts'
import { zonedInstant } from './zoned-instant.ts'

const SHAPES = {
  customers: CustomerItem,
  experiences: ExperienceItem,
  shares: ShareItem,
  complaints: ComplaintItem,
  orders: OrderItem,
} as const
type PlainNoun = keyof typeof SHAPES

/** Texts of people, and of nobody: spaces of all kinds at the ends, zeros, too long, outside the first plane. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z0-9编号 -]{1,12}$/) },
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    'x ',
    '\u00a0x',
    'x\u3000',
    '\ufeffx',
    'a\0b',
    '\u200b',
    '𝒳',
    'ｆｕｌｌ',
  ),
  fc.integer({ min: 30, max: 2100 }).map((length) => 'x'.repeat(length)),
)
const whole = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.integer(), fc.double())

function valuesOf(type: FieldType): fc.Arbitrary<FieldValue> {
  switch (type) {
    case 'text':
      return fc.oneof({ weight: 9, arbitrary: text }, fc.constantFrom(...EMOTION_CODES, 'CNY'))
    case 'instant':
      return fc.date({ noInvalidDate: false })
    case 'integer':
      return whole
    case 'amount':
      return fc.oneof(fc.bigInt({ min: -5n, max: 10n ** 15n + 5n }), fc.constant(10n ** 15n))
    case 'yes':
      return fc.boolean()
    case 'channel':
      return fc.constantFrom(...SHARE_CHANNELS, 'nowhere')
    case 'proof':
      return fc.constantFrom('traced', 'reported', 'felt')
    default:
      return fc.constantFrom(-2, -1, 0, 1, 2, 3, 4)
  }
}

function factOf(noun: ImportNoun) {
  const fields = FIELDS[noun].map(({ name, type, isRequired }) => {
    const given = valuesOf(type)
    return [name, isRequired ? given : fc.option(given, { nil: undefined })] as const
  })
  return fc.record(Object.fromEntries(fields)).map((record) => {
    const given = Object.entries(record).filter(([, value]) => value !== undefined)
    return Object.fromEntries(given) as Record<string, FieldValue>
  })
}

describe('what is plain to see is what the shape makes of it', () => {
  test.each(Object.keys(SHAPES) as PlainNoun[])('%s', (noun) => {
    fc.assert(
      fc.property(factOf(noun), text, (values, source) => {
        const plain = plainItem(noun, values, source)
        if (plain === null) return
        const read = SHAPES[noun].safeParse(
          factItem({ noun, values }, { source, isHistory: false }),
        )
        expect(read).toMatchObject({ success: true })
        expect(plain).toEqual(read.data)
      }),
      { numRuns: 3000 },
    )
  })

  test.each(Object.keys(SHAPES) as PlainNoun[])('an ordinary fact of %s is plain', (noun) => {
    const values: Record<string, FieldValue> = {
      externalId: 'A1',
      customerId: '客1',
      name: '李 明',
      occurredAt: new Date('2026-05-31'),
      channel: 'feed',
      valence: 1,
      product: 'ROOM',
      amount: 100n,
    }
    expect(plainItem(noun, values, 'pms')).not.toBeNull()
  })
})

test('an offset that is looked up by the day is the one of the instant', () => {
  const zones = [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Tehran',
  ]
  const instant = fc.date({
    min: new Date('1950-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (timeZone, at) => {
      const parts = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(at)
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
        .split(/\D/)
        .map(Number)
      const found =
        zonedInstant({ year, month, day, hour, minute, second }, timeZone)?.getTime() ?? 0
      // An hour that the clock shows twice is the first of the two; all others are the instant itself.
      const late = Math.floor(at.getTime() / 1000) * 1000 - found
      expect(late === 0 || (late > 0 && late <= 7_200_000)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('a time as machines write it is read as any other way of writing it', () => {
  const mapping = {
    source: 's',
    timeZone: 'Europe/Berlin',
    dateFormat: 'auto',
    amountUnit: 'major',
    decimalMark: '.',
    createMissing: { customers: true, moments: false, locations: false, products: false },
    isHistory: false,
    facts: [{ noun: 'experiences', fields: { occurredAt: { kind: 'column', column: 'at' } } }],
  } as const
  const read = lineReader({ ...mapping, facts: [...mapping.facts] }, ['at'], 'EUR')
  const of = (cell: string) => read({ rowNo: 1, cells: [cell], digest: '' })
  const number = (most: number) => fc.integer({ min: 0, max: most })
  const two = (value: number) => String(value).padStart(2, '0')
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: 1890, max: 2210 }),
        number(13),
        number(32),
        number(25),
        number(61),
        number(61),
      ),
      ([year, month, day, hour, minute, second]) => {
        const date = `${year}-${two(month)}-${two(day)}`
        const time = `${two(hour)}:${two(minute)}:${two(second)}`
        const [plain, other] = [of(`${date} ${time}`), of(` ${date.replaceAll('-', '/')}  ${time}`)]
        expect(plain.facts).toEqual(other.facts)
        expect(plain.problems.map(({ code }) => code)).toEqual(
          other.problems.map(({ code }) => code),
        )
      },
    ),
    { numRuns: 2000 },
  )
})
