import { describe, expect, test } from 'vitest'
import { canImport, IMPORT_STATES, type ImportAct, stateAfterFailure } from './import-state.ts'

const now = new Date('2026-05-31T00:00:00Z')

describe('canImport', () => {
  test('each act is open in its states only', () => {
    const open = (act: ImportAct) =>
      IMPORT_STATES.filter((state) => canImport(act, { state, finishedAt: now }, now))
    expect(open('check')).toEqual(['staged', 'checked'])
    expect(open('run')).toEqual(['checked', 'cancelled', 'failed'])
    expect(open('cancel')).toEqual(['checking', 'running'])
    expect(open('take-back')).toEqual(['done', 'cancelled', 'failed'])
  })

  test('an import can be taken back for thirty days and not a moment longer', () => {
    const done = (finishedAt: string) =>
      canImport('take-back', { state: 'done', finishedAt: new Date(finishedAt) }, now)
    expect(done('2026-05-01T00:00:00.001Z')).toBe(true)
    expect(done('2026-05-01T00:00:00Z')).toBe(false)
    expect(canImport('take-back', { state: 'done', finishedAt: null }, now)).toBe(false)
  })
})

describe('stateAfterFailure', () => {
  test('work that broke off leaves a state from which a person can go on', () => {
    expect(IMPORT_STATES.map(stateAfterFailure)).toEqual([
      null,
      'staged',
      null,
      'failed',
      null,
      null,
      null,
      'done',
      null,
    ])
  })
})
