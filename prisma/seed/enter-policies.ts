import { draftPolicy } from '#server/operations/policy/draft-policy.ts'
import { sealPolicy } from '#server/operations/policy/seal-policy.ts'
import type { SampleEvent } from './sample-event.ts'
import type { SampleRun } from './sample-run.ts'
import { instantOf } from './world/calendar.ts'

/** The first version, the one that superseded it, and a draft that the owner has yet to seal. */
export function policyEvents(run: SampleRun): SampleEvent[] {
  return [
    ...sealed(run, run.firstDay + 20, {
      name: '第一版:按订单 4%',
      kind: 'percent',
      rateBps: 400,
      capMinor: 30_000n,
    }),
    ...sealed(run, run.lastDay - 240, {
      name: '第二版:分档',
      kind: 'tiers',
      capMinor: 50_000n,
      tiers,
    }),
    {
      at: instantOf(run.lastDay - 3, 17 * 60),
      act: async () => {
        await draftPolicy(run.people.finance, {
          name: '第三版(讨论中)',
          kind: 'tiers',
          currency: 'CNY',
          capMinor: 60_000n,
          tiers,
          effectiveFrom: instantOf(run.lastDay + 30, 0),
        })
      },
    },
  ]
}

const tiers = [
  { fromMinor: 0n, rateBps: 300 },
  { fromMinor: 200_000n, rateBps: 500 },
  { fromMinor: 800_000n, rateBps: 600 },
]

type Version = {
  name: string
  kind: 'percent' | 'tiers'
  rateBps?: number
  capMinor: bigint
  tiers?: typeof tiers
}

/** Finance drafts, the owner seals the day after, and it holds from the next midnight. */
function sealed(run: SampleRun, on: number, version: Version): SampleEvent[] {
  let id = ''
  return [
    {
      at: instantOf(on, 11 * 60),
      act: async () => {
        const effectiveFrom = instantOf(on + 2, 0)
        const draft = { tiers: [], ...version, currency: 'CNY', effectiveFrom }
        id = (await draftPolicy(run.people.finance, draft)).id
      },
    },
    { at: instantOf(on + 1, 11 * 60), act: () => sealPolicy(run.people.owner, { id }) },
  ]
}
