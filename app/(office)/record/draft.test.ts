import { describe, expect, test } from 'vitest'
import { Draft, emptyDraft, isAgainst, missingOf, recordOf } from './draft.ts'

const AT = new Date('2026-05-31T04:00:00Z')
const wang = { id: '01890000-0000-7000-8000-000000000001', name: '王伟', phoneLast4: '1234' }

describe('draft', () => {
  test.each([
    [null, null, 'both'],
    [wang, null, 'moment'],
    [null, 'lobby', 'customer'],
    [wang, 'lobby', null],
  ] as const)('what is missing is told', (customer, moment, missing) => {
    expect(missingOf({ ...emptyDraft('k'), customer, moment })).toBe(missing)
  })

  test('the plain case carries no share, complaint or claim', () => {
    const draft = { ...emptyDraft('k'), customer: wang, moment: 'lobby', score: 4 }
    expect(recordOf(draft, '西湖店', AT)).toEqual({
      externalId: 'k',
      customer: { id: wang.id },
      occurredAt: AT,
      moment: 'lobby',
      location: '西湖店',
      note: null,
      score: 4,
      emotion: null,
      share: null,
      complaint: null,
      toldById: null,
    })
  })

  test('a newcomer without a number is sent without one', () => {
    const customer = { newName: '李四', newPhone: ' ' }
    const sent = recordOf({ ...emptyDraft('k'), customer, moment: 'lobby' }, null, AT)
    expect(sent.customer).toEqual({ name: '李四', phone: null })
  })

  test.each([
    [-1, null, true, 'a low score lets expect the worst'],
    [0, null, false, 'a middling one does not'],
    [null, null, false, 'nor does none'],
    [5, true, true, 'what was said counts more'],
    [-5, false, false, 'both ways'],
  ] as const)(
    'they spoke against us: score %s, said %s → %s (%s)',
    (score, said, against, _why) => {
      expect(isAgainst({ ...emptyDraft('k'), score, isAgainst: said })).toBe(against)
    },
  )

  test('what an older version kept is not taken for a draft', () => {
    expect(Draft.safeParse({ key: 'k', customer: 'Wang' }).success).toBe(false)
    expect(Draft.safeParse(JSON.parse(JSON.stringify(emptyDraft('k')))).success).toBe(true)
  })
})
