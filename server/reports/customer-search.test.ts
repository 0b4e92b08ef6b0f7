import { beforeAll, describe, expect, test } from 'vitest'
import { phoneHash, sealPhone } from '#server/db/phone.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import { customerSearch } from './customer-search.ts'

const pool = ownerPool()
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
  other = await makeBusiness(pool)
  const people = [
    { name: '王伟杰', pinyin: 'wang wei jie', last4: '1234', externalId: 'C-0001' },
    { name: '王伟', pinyin: 'wang wei', last4: '5678', externalId: 'C-0002' },
    { name: '欧阳静', pinyin: 'ou yang jing', last4: '1234', externalId: 'C-0003' },
    { name: '100% Anna_Lee', pinyin: '100% anna_lee', last4: '9999', externalId: 'C-0004' },
  ]
  for (const [index, person] of people.entries())
    await makeCustomer(pool, business.id, { ...person, recordedAt: `2026-01-0${9 - index}` })
  await makeCustomer(pool, other.id, { name: '王伟', pinyin: 'wang wei', last4: '1234' })
})

async function names(text: string) {
  const found = await customerSearch(await business.actor('staff'), { text, limit: 50 })
  return found.map((customer) => customer.name)
}

describe('customerSearch', () => {
  test.each([
    { text: '王伟', found: ['王伟', '王伟杰'], why: 'exactly this name first' },
    { text: '伟杰', found: ['王伟杰'], why: 'within a name' },
    { text: '王', found: ['王伟杰', '王伟'], why: 'one character begins a name' },
    { text: '伟', found: [], why: 'one character within a name finds nobody' },
    { text: 'wangwei', found: ['王伟杰', '王伟'], why: 'pinyin' },
    { text: 'Wang Wei', found: ['王伟杰', '王伟'], why: 'pinyin with capitals and a space' },
    { text: 'oyj', found: ['欧阳静'], why: 'initials' },
    { text: 'o', found: ['欧阳静'], why: 'one letter begins the pinyin' },
    { text: '1234', found: ['王伟杰', '欧阳静'], why: 'last four digits' },
    { text: '欧阳 1234', found: ['欧阳静'], why: 'two words must both be found' },
    { text: '王 5678', found: ['王伟'], why: 'a surname and last four digits' },
    { text: 'C-0003', found: ['欧阳静'], why: 'the business’s own id' },
    { text: '100%', found: ['100% Anna_Lee'], why: 'a percent sign is no wildcard' },
    { text: '%', found: [], why: 'not alone either' },
    { text: 'anna_lee', found: ['100% Anna_Lee'], why: 'nor is a low line' },
    { text: 'annaxlee', found: [], why: 'which stands for itself' },
  ])('“$text” finds $found: $why', async ({ text, found }) => {
    expect(await names(text)).toEqual(found)
  })

  test('a whole phone number finds its owner, however it is written', async () => {
    const id = await makeCustomer(pool, business.id, {
      name: '何九',
      pinyin: 'he jiu',
      last4: '0000',
    })
    const phone = '+8613800000000'
    await pool.query('UPDATE customers SET phone_cipher = $2, phone_hash = $3 WHERE id = $1', [
      id,
      sealPhone(id, phone),
      phoneHash(business.id, phone),
    ])
    expect(await names('138 0000 0000')).toEqual(['何九'])
    expect(await names('+86-138-0000-0000')).toEqual(['何九'])
  })

  test('nothing of a customer but name, last digits and own id comes back', async () => {
    const [found] = await customerSearch(await business.actor('staff'), { text: '王伟', limit: 1 })
    expect(Object.keys(found ?? {}).sort()).toEqual(['externalId', 'id', 'name', 'phoneLast4'])
  })
})
