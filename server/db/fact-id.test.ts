import { expect, test } from 'vitest'
import { episodeId, factId, namespaceBytes } from './fact-id.ts'

const dns = namespaceBytes('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
const other = namespaceBytes('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
const identity = { source: 'pms', externalId: '13800138000' }

test('an id is UUIDv5 of its namespace, its source, its external id and its kind', () => {
  // Reckoned with Python: uuid.uuid5(uuid.NAMESPACE_DNS, 'pms\x1f13800138000\x1fcustomer').
  expect(factId(dns, 'customer', identity)).toBe('19f1e296-55ca-52b2-9664-efb419828f53')
})

test('another organization, another kind and another cut of the same letters are other ids', () => {
  const ids = [
    factId(dns, 'customer', identity),
    factId(other, 'customer', identity),
    factId(dns, 'order', identity),
    factId(dns, 'customer', { source: 'pm', externalId: 's13800138000' }),
  ]
  expect(new Set(ids).size).toBe(4)
})

test('a run named like a day is not that day', () => {
  const customer = factId(dns, 'customer', identity)
  const day = episodeId(dns, customer, { day: '2026-01-01' })
  expect(episodeId(dns, customer, { externalId: '2026-01-01' })).not.toBe(day)
})
