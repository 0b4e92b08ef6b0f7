import { createHash, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { appPool } from '#server/db/test-database.ts'
import { act, bought, claim, draft, kept, payable, sealPolicy } from './money-steps.ts'
import { type Member, makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const emailOf = (member: Member) =>
  w.owner('SELECT email FROM users WHERE id = $1', [member.userId]).then(([row]) => row?.email)
/** The owner invites; answers with what the link would carry. */
async function invite(member: Member, role: string): Promise<Buffer> {
  const hash = createHash('sha256').update(randomUUID()).digest()
  await w.app(`SELECT invitation_create($1, $2, $3, $4, NULL, $5, now() + interval '1 day')`, [
    w.members.owner.token,
    randomUUID(),
    await emailOf(member),
    role,
    hash,
  ])
  return hash
}
const accept = (token: string, hash: Buffer) =>
  refusalOf(w.app('SELECT invitation_accept($1, $2)', [token, hash]))

describe('whoever knows the application’s password and one session', () => {
  it('keeps nothing on an old snapshot: a refund that came meanwhile is seen', async () => {
    const one = await bought(w)
    const client = await appPool().connect()
    try {
      await client.query(
        `BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL app.org_id = '${w.org}'; SELECT count(*) FROM refunds`,
      )
      await w.refund(one.order, 90_000n)
      const keep = client.query('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [
        one.referral,
      ])
      expect(await refusalOf(keep)).toBe('money-read-committed')
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    expect(await w.app('SELECT kind, amount_minor::int FROM commission_entries')).toEqual([
      { kind: 'award', amount_minor: 1000 },
    ])
  })

  it('gives no file of what was held or refunded after its attempts were claimed', async () => {
    const one = await payable(w)
    const batch = await draft(w)
    await act(w, w.members.finance, 'freeze', batch)
    await act(w, w.members.owner, 'release', batch)
    await act(w, w.members.finance, 'claim', batch)
    const hold = [w.members.finance2.token, one.commission]
    await w.app(`SELECT commission_hold($1, $2, 'wait')`, hold)
    const send = () => refusalOf(act(w, w.members.finance, 'mark_sent', batch))
    const bare = () => refusalOf(w.owner(`UPDATE payout_attempts SET state = 'sent'`))
    expect([await send(), await bare()]).toEqual(['commission-on-hold', 'commission-on-hold'])
    await w.app('SELECT commission_unhold($1, $2)', hold)
    await w.refund(one.order, 50_000n)
    expect([await send(), await bare()]).toEqual(['reversal-pending', 'reversal-pending'])
  })

  it('is thanked once for one person: a second record of the same telephone, or a merged one, is no second referee', async () => {
    const referrer = await w.customer()
    const first = await w.customer('13800002222')
    const { referral_id: live } = await claim(w, { referrer, referee: first })
    const again = await w.customer('13800002222')
    const merged = await w.customer()
    await w.owner('UPDATE customers SET merged_into_id = $2 WHERE id = $1', [merged, first])
    for (const referee of [again, merged]) {
      const second = await claim(w, { referrer, referee })
      expect(second).toMatchObject({ outcome: 'new', competing: true, referral_id: live })
      const bare = w.owner(
        `INSERT INTO referrals (id, organization_id, referrer_id, referee_id, winning_claim_id, claimed_at, recorded_at, knowledge)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), now(), 'naive')`,
        [w.org, referrer, referee, second.claim_id],
      )
      expect(await refusalOf(bare)).toBe('referrals_one_live')
    }
    await w.order(first)
    expect(await claim(w, { referrer, referee: again, daysAgo: 10 })).toMatchObject({
      rule: 'referee-already-bought',
    })
  })

  it('changes no role by an invitation: the last owner stays one', async () => {
    const hash = await invite(w.members.owner, 'finance')
    expect(await accept(w.members.owner.token, hash)).toBe('member-already')
    const stale = await invite(w.members.finance, 'owner')
    expect(await accept(w.members.finance.token, stale)).toBe('member-already')
  })

  it('does not come back by an invitation from before leaving, but by a new one', async () => {
    const leaver = w.members.finance2
    const before = await invite(leaver, 'finance')
    await w.app('SELECT membership_deactivate($1, $2)', [w.members.owner.token, leaver.id])
    const token = randomUUID()
    await w.owner(
      `INSERT INTO auth_sessions (id, user_id, token, expires_at) VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day')`,
      [leaver.userId, token],
    )
    expect(await accept(token, before)).toBe('invitation')
    expect(await accept(token, await invite(leaver, 'staff'))).toBe('nothing')
  })

  it('writes no line of a change that did not happen', async () => {
    for (const op of ['INSERT', 'update', 'DELETE'])
      expect(await refusalOf(w.app(`SELECT audit_access('memberships', $1, '{}')`, [op]))).toBe(
        'audit-op-reserved',
      )
  })

  it('neither freezes and releases with one membership, nor acts in another organization', async () => {
    const one = await kept(w)
    const stranger = await makeWorld()
    const approval = 'SELECT * FROM commission_approve($1, ARRAY[$2::uuid])'
    const elsewhere = stranger.app(approval, [w.members.finance.token, one.entry])
    expect(await refusalOf(elsewhere)).toBe('session-ended')
    await payable(w)
    const batch = await draft(w)
    await act(w, w.members.finance, 'freeze', batch)
    await w.owner(`UPDATE memberships SET role = 'owner' WHERE id = $1`, [w.members.finance.id])
    expect(await refusalOf(act(w, w.members.finance, 'release', batch))).toBe('release-by-freezer')
  })
})
