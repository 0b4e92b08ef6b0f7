import { expect, test } from 'vitest'
import { arrayLiteral } from './array-literal.ts'
import { appPool } from './test-database.ts'

test('every text comes through Postgres as it went in, and null stays null', async () => {
  const texts = [
    '',
    ' a ',
    '"',
    '\\',
    '{a,b}',
    'NULL',
    'null',
    "it's",
    'a\nb\tc',
    '值了，“离店”',
    '😀',
    null,
  ]
  const { rows } = await appPool().query('SELECT $1::text[] AS texts', [arrayLiteral(texts)])
  expect(rows).toEqual([{ texts }])
})

test('numbers, truth and amounts beyond a double are exact', async () => {
  const { rows } = await appPool().query(
    'SELECT $1::bigint[]::text[] AS amounts, $2::smallint[] AS scores, $3::boolean[] AS flags',
    [
      arrayLiteral([9_007_199_254_740_993n, null]),
      arrayLiteral([-5, null, 5]),
      arrayLiteral([true, false, null]),
    ],
  )
  expect(rows).toEqual([
    { amounts: ['9007199254740993', null], scores: [-5, null, 5], flags: [true, false, null] },
  ])
})
