import { expect, test } from 'vitest'
import { EMOTIONS } from './emotion.ts'

test('[row 42] an emotion lies at a valence from −2 to 2 and an arousal from 0 to 2', () => {
  for (const { valence, arousal } of EMOTIONS) {
    expect(Math.abs(valence)).toBeLessThanOrEqual(2)
    expect(arousal).toBeGreaterThanOrEqual(0)
    expect(arousal).toBeLessThanOrEqual(2)
  }
})

test.each([
  { code: 'angry', valence: -2, arousal: 2 },
  { code: 'tearful', valence: -2, arousal: 0 },
])('[row 42] $code is ($valence, $arousal)', ({ code, valence, arousal }) => {
  expect(EMOTIONS.find((emotion) => emotion.code === code)).toMatchObject({ valence, arousal })
})
