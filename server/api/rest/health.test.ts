import { expect, test } from 'vitest'
import { answerHealth } from './health.ts'

test('answers 503 and tells no reason when the database is away', async () => {
  process.env.DATABASE_APP_URL = 'postgres://zhile_app:secret@127.0.0.1:1/away'
  const answer = await answerHealth()
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({ status: 'unavailable' })
})
