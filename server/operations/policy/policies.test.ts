import { beforeEach, expect, it } from 'vitest'
import { actorOf } from '#prisma/invariants/money-steps.ts'
import { makeWorld, refusalOf, type World } from '#prisma/invariants/money-world.ts'
import { DraftPolicy } from '#server/domain/policy/input.ts'
import { policyList } from '#server/reports/policy-list.ts'
import { draftPolicy } from './draft-policy.ts'
import { sealPolicy } from './seal-policy.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
})

const tiers = DraftPolicy.parse({
  name: 'Tiers',
  kind: 'tiers',
  currency: 'CNY',
  tiers: [
    { fromMinor: 0n, rateBps: 300 },
    { fromMinor: 500_000n, rateBps: 500 },
  ],
  effectiveFrom: new Date('2026-01-01T00:00:00Z'),
})

it('finance drafts and rewrites, an owner seals, and then it is in force and never changes', async () => {
  const { id, versionNo } = await draftPolicy(actorOf(w, 'finance'), tiers)
  expect(versionNo).toBe(1)
  await draftPolicy(actorOf(w, 'finance2'), { ...tiers, id, name: 'Other tiers', capMinor: 9000n })
  const inForce = async () =>
    (await policyList(actorOf(w, 'auditor'))).items.map((policy) => [
      policy.name,
      policy.isInForce,
      policy.sealedByName,
    ])
  expect(await inForce()).toEqual([['Other tiers', false, null]])
  await sealPolicy(actorOf(w, 'owner'), { id })
  await sealPolicy(actorOf(w, 'owner'), { id })
  expect(await inForce()).toEqual([['Other tiers', true, 'owner']])
  await expect(draftPolicy(actorOf(w, 'finance'), { ...tiers, id })).rejects.toMatchObject({
    problem: { rule: 'policy-sealed' },
  })
  const next = await draftPolicy(actorOf(w, 'finance'), tiers)
  expect(next.versionNo).toBe(2)
  await expect(sealPolicy(actorOf(w, 'owner'), { id: next.id })).rejects.toMatchObject({
    problem: { rule: 'policy-same-start' },
  })
})

it('only finance drafts, only an owner seals, and marketing and staff see none', async () => {
  const { id } = await draftPolicy(actorOf(w, 'finance'), tiers)
  for (const role of ['owner', 'marketing', 'staff', 'auditor'] as const)
    expect(await refusalOf(draftPolicy(actorOf(w, role), tiers))).toBe('forbidden')
  for (const role of ['finance', 'marketing', 'staff', 'auditor'] as const)
    expect(await refusalOf(sealPolicy(actorOf(w, role), { id }))).toBe('forbidden')
  for (const role of ['marketing', 'staff'] as const)
    expect(await refusalOf(policyList(actorOf(w, role)))).toBe('forbidden')
})

it.each([
  ['no amount', { ...tiers, kind: 'flat' }],
  ['no rate', { ...tiers, kind: 'percent' }],
  ['a first tier above 0', { ...tiers, tiers: [{ fromMinor: 5n, rateBps: 100 }] }],
  [
    'two tiers from one border',
    {
      ...tiers,
      tiers: [
        { fromMinor: 0n, rateBps: 1 },
        { fromMinor: 0n, rateBps: 2 },
      ],
    },
  ],
  ['more than the whole sale', { ...tiers, kind: 'percent', rateBps: 10_001 }],
])('a policy with %s is no policy', (_, draft) => {
  expect(DraftPolicy.safeParse(draft).success).toBe(false)
})
