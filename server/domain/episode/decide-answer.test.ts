import { expect, test } from 'vitest'
import { decideAnswer } from './decide-answer.ts'

const yes = { episodeId: 'stay-1', isWorthIt: true }
const no = { episodeId: 'stay-1', isWorthIt: false }
const other = { episodeId: 'stay-2', isWorthIt: true }

test.each([
  ['an unknown answer is new', yes, undefined, undefined, 'new'],
  ['the same answer again is the same', yes, yes, yes, 'same'],
  ['the same answer under another id is the same', yes, yes, undefined, 'same'],
  ['another answer to the same run is changed', no, yes, yes, 'changed'],
  ['an id that answers another run is a conflict', yes, undefined, other, 'conflict'],
] as const)('%s', (_, answer, ofEpisode, ofExternalId, outcome) => {
  expect(decideAnswer(answer, ofEpisode, ofExternalId)).toBe(outcome)
})
