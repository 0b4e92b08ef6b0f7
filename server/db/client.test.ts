import { afterAll, expect, test } from 'vitest'
import { appPrisma, closeDatabase } from './client.ts'

afterAll(closeDatabase)

test('a Date sent through Prisma is the same instant to the database', async () => {
  const at = new Date('2026-07-01T23:30:00.000Z')
  // adapter-pg sends dates without a zone, and reading them back would hide a shift.
  const rows = await appPrisma().$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM ${at}::timestamptz)::float8 AS seconds`
  expect(rows).toEqual([{ seconds: at.getTime() / 1000 }])
})
