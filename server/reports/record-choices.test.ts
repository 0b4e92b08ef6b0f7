import { expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import { recordChoices } from './record-choices.ts'

const pool = ownerPool()

test('moments come in the journey’s order, without the retired ones', async () => {
  const business = await makeBusiness(pool)
  const { moments } = await recordChoices(await business.actor('marketing'))
  expect(moments.map((moment) => moment.code)).toEqual(['lobby', 'departure'])
  expect(moments.at(-1)).toMatchObject({ isEnd: true, nameZh: '离店', nameEn: 'Departure' })
})

test('staff are offered their own place only, others every open one', async () => {
  const business = await makeBusiness(pool)
  expect((await recordChoices(await business.actor('staff', 2))).locations).toEqual(['滨江店'])
  expect((await recordChoices(await business.actor('owner'))).locations).toEqual([
    '西湖店',
    '滨江店',
  ])
})

test.each(['finance', 'auditor'] as const)('%s record nothing and are refused', async (role) => {
  const business = await makeBusiness(pool)
  await expect(recordChoices(await business.actor(role))).rejects.toMatchObject({
    problem: { kind: 'forbidden' },
  })
})
