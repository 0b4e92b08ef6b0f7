import { getMigrations } from 'better-auth/db/migration'
import { expect, test } from 'vitest'
import { auth } from './auth.ts'

test('our tables hold every column that the sign-in library writes', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(auth().options)
  expect(toBeCreated.map((table) => table.table)).toEqual([])
  expect(toBeAdded.map((table) => [table.table, Object.keys(table.fields)])).toEqual([])
})
