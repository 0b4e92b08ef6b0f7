import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { factId } from './fact-id.ts'
import { IdFilter } from './id-filter.ts'

const namespace = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
const idOf = (externalId: string) => factId(namespace, 'experience', { source: 's', externalId })

test('never denies an id that it was given, even far beyond what was expected', () => {
  const filter = new IdFilter(1000)
  const ids = Array.from({ length: 250_000 }, (_, at) => idOf(`e${at}`))
  for (const id of ids) filter.add(id)
  expect(ids.every((id) => filter.mayHave(id))).toBe(true)
})

test('takes few strangers for known', () => {
  const filter = new IdFilter(200_000)
  for (let at = 0; at < 200_000; at++) filter.add(idOf(`e${at}`))
  let wrong = 0
  for (let at = 0; at < 100_000; at++) if (filter.mayHave(idOf(`x${at}`))) wrong += 1
  expect(wrong).toBeGreaterThan(0)
  expect(wrong).toBeLessThan(1000)
})
