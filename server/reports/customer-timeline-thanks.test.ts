import { describe, expect, test } from 'vitest'
import { actorOf, kept, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { makeWorld } from '#prisma/invariants/money-world.ts'
import { approveEntries } from '#server/operations/commission/approve-entries.ts'
import { customerDetail } from './customer-detail.ts'
import { customerTimeline } from './customer-timeline.ts'

const ALL = { kinds: [], order: 'newest', limit: 200 } as const

describe('thanks on the timeline', () => {
  test('those who may see amounts see a thank-you once it is approved, marketing see nothing of it', async () => {
    const w = await makeWorld()
    await sealPolicy(w)
    const { entry, referrer: customerId } = await kept(w)
    const owner = actorOf(w, 'owner')
    const marketing = actorOf(w, 'marketing')
    const thanksOf = async (actor: typeof owner) =>
      (await customerTimeline(actor, { customerId, ...ALL, kinds: [] })).events.filter(
        (event) => event.kind === 'thanks',
      )
    const before = await customerTimeline(marketing, { customerId, ...ALL, kinds: [] })
    expect(await thanksOf(owner)).toEqual([])

    await approveEntries(actorOf(w, 'finance'), { entryIds: [entry] })

    expect(await thanksOf(owner)).toMatchObject([{ step: 'approved', entryKind: 'award' }])
    expect(await customerTimeline(marketing, { customerId, ...ALL, kinds: [] })).toEqual(before)
    const kinds = (await customerDetail(marketing, { customerId })).kinds.map(({ kind }) => kind)
    expect(kinds).not.toContain('thanks')
    expect((await customerDetail(owner, { customerId })).kinds).toContainEqual({
      kind: 'thanks',
      count: 1,
    })
  })

  test('the referral that led to it stands there for both, with every step', async () => {
    const w = await makeWorld()
    await sealPolicy(w)
    const { referrer: customerId } = await kept(w)
    const { events } = await customerTimeline(actorOf(w, 'marketing'), {
      customerId,
      ...ALL,
      kinds: ['referral'],
      order: 'oldest',
    })
    expect(events.map((event) => (event.kind === 'referral' ? event.step : ''))).toEqual([
      'claimed',
      'confirmed',
      'visited',
      'bought',
      'kept',
    ])
  })
})
