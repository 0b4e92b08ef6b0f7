import { beforeEach, describe, expect, it } from 'vitest'
import { bought, claim, kept, sealPolicy } from './money-steps.ts'
import { daysAgo, makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const insertReferral = (claimId: string, referrer: string, referee: string) =>
  w.owner(
    `INSERT INTO referrals (id, organization_id, referrer_id, referee_id, winning_claim_id, claimed_at, recorded_at, knowledge)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), now(), 'naive')`,
    [w.org, referrer, referee, claimId],
  )

describe('I13, referrals', () => {
  it('nobody refers themselves: same record, merged record or same telephone', async () => {
    const [a, b] = [await w.customer('139'), await w.customer('139')]
    expect(await claim(w, { referrer: a, referee: a })).toMatchObject({ rule: 'referral-self' })
    expect(await claim(w, { referrer: a, referee: b })).toMatchObject({ rule: 'referral-self' })
    const merged = await w.customer()
    await w.owner('UPDATE customers SET merged_into_id = $2 WHERE id = $1', [merged, a])
    expect(await claim(w, { referrer: a, referee: merged })).toMatchObject({
      rule: 'referral-self',
    })
    const bare = w.owner(
      `INSERT INTO referral_claims (id, organization_id, referrer_id, referee_id, evidence_kind, strength, occurred_at, recorded_at, source, external_id, content_hash)
       VALUES (gen_random_uuid(), $1, $2, $2, 'staff', 50, now(), now(), 'x', 'x', '\\x00')`,
      [w.org, a],
    )
    expect(await refusalOf(bare)).toBe('referral_claims_two_people')
  })

  it('one live referral per referee: a second claim competes, and two at once make one', async () => {
    const referee = await w.customer()
    const [a, b] = [await w.customer(), await w.customer()]
    const answers = await Promise.all([
      claim(w, { referrer: a, referee }),
      claim(w, { referrer: b, referee }),
    ])
    expect(answers.map((answer) => answer.competing).toSorted()).toEqual([false, true])
    expect(await w.app('SELECT count(*)::int AS n FROM referral_claims')).toEqual([{ n: 2 }])
    const loser = answers[0]?.competing
      ? { id: answers[0].claim_id, referrer: a }
      : { id: answers[1]?.claim_id ?? '', referrer: b }
    expect(await refusalOf(insertReferral(loser.id, loser.referrer, referee))).toBe(
      'referrals_one_live',
    )
  })

  it('in one batch the stronger evidence wins, then the earlier claim, whatever their order', async () => {
    const referee = await w.customer()
    const referrers = [await w.customer(), await w.customer(), await w.customer()]
    const item = (i: number, kind: string, days: number) => ({
      source: 'test',
      externalId: `${i}`,
      referrerId: referrers[i],
      refereeId: referee,
      evidenceKind: kind,
      occurredAt: daysAgo(days),
    })
    await w.app('SELECT * FROM referral_claim(NULL, $1::jsonb)', [
      JSON.stringify([item(0, 'staff', 9), item(1, 'code', 5), item(2, 'code', 6)]),
    ])
    expect(await w.app('SELECT referrer_id FROM referrals')).toEqual([
      { referrer_id: referrers[2] },
    ])
  })

  it('a claim again is the same; with other content it is reported and changes nothing', async () => {
    const [referrer, referee] = [await w.customer(), await w.customer()]
    const item = {
      source: 'till',
      externalId: '1',
      referrerId: referrer,
      refereeId: referee,
      evidenceKind: 'code',
      occurredAt: daysAgo(3).toISOString(),
    }
    const send = async (change = {}, isDry = false) =>
      (
        await w.app('SELECT outcome FROM referral_claim(NULL, $1::jsonb, $2)', [
          JSON.stringify([{ ...item, ...change }]),
          isDry,
        ])
      )[0]?.outcome
    expect(await send({}, true)).toBe('new')
    expect(await w.app('SELECT 1 FROM referral_claims')).toEqual([])
    expect([await send(), await send(), await send({ evidenceKind: 'staff' })]).toEqual([
      'new',
      'same',
      'changed',
    ])
    expect(await w.app('SELECT evidence_kind FROM referral_claims')).toEqual([
      { evidence_kind: 'code' },
    ])
  })

  it('an existing buyer cannot be referred', async () => {
    const referee = await w.customer()
    await w.order(referee, { daysAgo: 40 })
    expect(await claim(w, { referrer: await w.customer(), referee, daysAgo: 30 })).toMatchObject({
      outcome: 'error',
      rule: 'referee-already-bought',
    })
  })

  it('rings among claims are kept, rings among referrals are refused, of any length and at once', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => w.customer()))
    const [a = '', b = '', c = '', d = ''] = people
    await claim(w, { referrer: a, referee: b })
    await claim(w, { referrer: b, referee: c })
    const ring = await claim(w, { referrer: c, referee: a })
    expect(ring).toMatchObject({ outcome: 'new', rule: 'referral-cycle', referral_id: null })
    expect(await refusalOf(insertReferral(ring.claim_id, c, a))).toBe('referral-cycle')
    const both = await Promise.all([
      claim(w, { referrer: c, referee: d }),
      claim(w, { referrer: d, referee: a }),
    ])
    expect(both.filter((one) => one.rule === 'referral-cycle')).toHaveLength(1)
  })

  it('generation 1 only is ever paid', async () => {
    const one = await kept(w, { isHistory: false })
    const deeper = w.owner(
      `INSERT INTO commissions SELECT gen_random_uuid(), organization_id, referral_id, kept_at, referrer_id, proposed_at, 2, policy_id, currency, snapshot, trace FROM commissions WHERE id = $1`,
      [one.commission],
    )
    expect(await refusalOf(deeper)).toBe('commissions_generation_one')
    const second = w.owner(
      `INSERT INTO commissions SELECT gen_random_uuid(), organization_id, referral_id, kept_at, referrer_id, proposed_at, 1, policy_id, currency, snapshot, trace FROM commissions WHERE id = $1`,
      [one.commission],
    )
    expect(await refusalOf(second)).toBe('commissions_organization_id_referral_id_key')
  })

  it('one order makes one referral bought', async () => {
    const one = await bought(w)
    await w.app('SELECT referral_void($1, $2, $3)', [
      w.members.marketing.token,
      one.referral,
      'duplicate',
    ])
    const again = await claim(w, { referrer: await w.customer(), referee: one.referee })
    expect(again.outcome).toBe('new')
    const [row] = await w.app('SELECT state FROM referrals WHERE id = $1', [again.referral_id])
    expect(row?.state).toBe('bought')
    const stranger = await claim(w, { referrer: await w.customer(), referee: await w.customer() })
    const steal = w.app('SELECT outcome, rule FROM referral_advance(NULL, $1::jsonb)', [
      JSON.stringify([
        {
          referralId: stranger.referral_id,
          to: 'bought',
          occurredAt: new Date(),
          orderId: one.order,
        },
      ]),
    ])
    expect(await steal).toEqual([{ outcome: 'error', rule: 'order-not-of-referee' }])
  })
})

describe('I7, arrows', () => {
  it('only those of the transition tables, no self-loop, no way back, whoever writes', async () => {
    const one = await bought(w)
    const set = (state: string) =>
      w.owner('UPDATE referrals SET state = $2 WHERE id = $1', [one.referral, state])
    for (const state of ['claimed', 'confirmed', 'visited', 'bought'])
      expect(await refusalOf(set(state))).toBe('transition-refused')
    expect(await refusalOf(set('paid'))).toBe('transition-refused')
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    for (const state of ['bought', 'kept', 'void'])
      expect(await refusalOf(set(state))).toBe('transition-refused')
    expect(
      await refusalOf(
        w.app('SELECT referral_void($1, $2, $3)', [w.members.owner.token, one.referral, 'other']),
      ),
    ).toBe('referral-already-kept')
    expect(
      await refusalOf(
        w.owner(`UPDATE referrals SET kept_at = now() WHERE id = $1`, [one.referral]),
      ),
    ).toBe('transition-refused')
  })

  it('nobody starts in the middle', async () => {
    const { claim_id, referral_id } = await claim(w, {
      referrer: await w.customer(),
      referee: await w.customer(),
    })
    const copy = w.owner(
      `INSERT INTO referrals (id, organization_id, referrer_id, referee_id, winning_claim_id, state, claimed_at, recorded_at, knowledge)
       SELECT gen_random_uuid(), organization_id, referrer_id, referee_id, $2, 'confirmed', claimed_at, recorded_at, knowledge FROM referrals WHERE id = $1`,
      [referral_id, claim_id],
    )
    expect(await refusalOf(copy)).toBe('transition-refused')
    const { entry } = await kept(w)
    await w.owner(
      `INSERT INTO commission_decisions (organization_id, entry_id, decided_by_id, decision, reason, decided_at) VALUES ($1, $2, $3, 'reject', 'other', now())`,
      [w.org, entry, w.members.finance.id],
    )
    const arrow = (from: string, to: string) =>
      w.owner('INSERT INTO commission_entry_outcomes VALUES ($1, $2, $3, $4, now())', [
        w.org,
        entry,
        from,
        to,
      ])
    expect(await refusalOf(arrow('approved', 'rejected'))).toBe(
      'commission_entry_outcomes_from_state_to_state_fkey',
    )
    expect(await refusalOf(arrow('proposed', 'approved'))).toBe('entry-needs-decision')
    expect(await refusalOf(arrow('proposed', 'rejected'))).toBe('nothing')
    expect(await refusalOf(arrow('proposed', 'rejected'))).toBe('commission_entry_outcomes_pkey')
  })

  it('one act may record several steps, those between as implied', async () => {
    const one = await bought(w)
    const steps = await w.app(
      'SELECT from_state, to_state, evidence FROM referral_steps WHERE referral_id = $1 ORDER BY recorded_at',
      [one.referral],
    )
    expect(steps).toEqual([
      { from_state: 'claimed', to_state: 'confirmed', evidence: 'implied' },
      { from_state: 'confirmed', to_state: 'visited', evidence: 'implied' },
      { from_state: 'visited', to_state: 'bought', evidence: 'order' },
    ])
  })
})

describe('knowledge', () => {
  it('[row 30] the first referral is naive, one after the referrer was told is aware, with the disclosure as evidence', async () => {
    const first = await kept(w)
    const entry = await w.app('SELECT * FROM commission_approve($1, ARRAY[$2::uuid])', [
      w.members.finance.token,
      first.entry,
    ])
    expect(entry[0]?.outcome).toBe('approved')
    const [told] = await w.app(
      `SELECT disclosure_record($1, 'thanks', 'letter', 'zh-CN', '\\x07', $2) AS id`,
      [first.referrer, first.entry],
    )
    const second = await claim(w, {
      referrer: first.referrer,
      referee: await w.customer(),
      daysAgo: 0,
    })
    const late = await claim(w, {
      referrer: first.referrer,
      referee: await w.customer(),
      daysAgo: 2,
    })
    const knows = async (id: string) =>
      (await w.app('SELECT knowledge, aware_disclosure_id FROM referrals WHERE id = $1', [id]))[0]
    expect(await knows(first.referral)).toEqual({ knowledge: 'naive', aware_disclosure_id: null })
    expect(await knows(second.referral_id)).toEqual({
      knowledge: 'aware',
      aware_disclosure_id: told?.id,
    })
    expect((await knows(late.referral_id))?.knowledge).toBe('naive')
    const forged = w.owner(
      `UPDATE referrals SET knowledge = 'naive', state = 'confirmed' WHERE id = $1`,
      [second.referral_id],
    )
    expect(await refusalOf(forged)).toBe('append-only')
  })
})
