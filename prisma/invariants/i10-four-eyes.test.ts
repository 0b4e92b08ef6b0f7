import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { act, approve, bought, draft, kept, payable, reject, sealPolicy } from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const link = (member: keyof World['members'], customer: string) =>
  w.owner('UPDATE memberships SET linked_customer_id = $2 WHERE id = $1', [
    w.members[member].id,
    customer,
  ])
const decide = (entry: string, member: keyof World['members'], decision = 'approve') =>
  w.owner(
    'INSERT INTO commission_decisions (organization_id, entry_id, decided_by_id, decision, reason, decided_at) VALUES ($1, $2, $3, $4, $5, now())',
    [w.org, entry, w.members[member].id, decision, decision === 'reject' ? 'other' : null],
  )

describe('I10, who decides', () => {
  it('only finance approves: no other role, no ended session, no outsider, no job', async () => {
    const { entry } = await kept(w)
    for (const role of ['owner', 'marketing', 'staff', 'auditor'] as const)
      expect(await refusalOf(approve(w, w.members[role], entry))).toBe('role-not-allowed')
    const stranger = await makeWorld()
    expect(await refusalOf(approve(w, stranger.members.finance, entry))).toBe('session-ended')
    expect(
      await refusalOf(w.app('SELECT * FROM commission_approve(NULL, ARRAY[$1::uuid])', [entry])),
    ).toBe('session-ended')
    await w.owner(
      `UPDATE auth_sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1`,
      [w.members.finance2.userId],
    )
    expect(await refusalOf(approve(w, w.members.finance2, entry))).toBe('session-ended')
    await w.owner('UPDATE memberships SET deactivated_at = now() WHERE id = $1', [
      w.members.finance3.id,
    ])
    expect(await refusalOf(approve(w, w.members.finance3, entry))).toBe('session-ended')
    expect(await refusalOf(decide(entry, 'owner'))).toBe('role-not-allowed')
  })

  it('the application’s role reads no session, so one person cannot act as two', async () => {
    expect(await refusalOf(w.app('SELECT token FROM auth_sessions'))).toBe(
      'permission denied for table auth_sessions',
    )
    expect(await refusalOf(w.app('SELECT token_hash FROM payee_requests'))).toBe(
      'permission denied for table payee_requests',
    )
    expect(await refusalOf(w.app('SELECT account_cipher FROM payees'))).toBe(
      'permission denied for table payees',
    )
  })

  it('whoever proposed does not approve', async () => {
    const one = await bought(w)
    await w.app('SELECT * FROM referral_keep($1, ARRAY[$2::uuid])', [
      w.members.finance.token,
      one.referral,
    ])
    const [row] = await w.app(
      'SELECT e.id FROM commission_entries e JOIN commissions c ON c.id = e.commission_id WHERE c.referral_id = $1',
      [one.referral],
    )
    const entry = String(row?.id)
    expect(await approve(w, w.members.finance, entry)).toBe('commission-self-approval')
    expect(await refusalOf(decide(entry, 'finance'))).toBe('commission-self-approval')
    expect(await approve(w, w.members.finance2, entry)).toBe('approved')
  })

  it('neither referrer nor referee decides: by linked customer, merged record or equal telephone', async () => {
    const [phone, own] = ['13800001111', await w.customer('13800001111')]
    const one = await kept(w, { referrer: await w.customer(phone) })
    await link('finance', own)
    expect(await approve(w, w.members.finance, one.entry)).toBe('commission-own-referral')
    await link('finance2', one.referee)
    expect(await approve(w, w.members.finance2, one.entry)).toBe('commission-own-referral')
    const merged = await w.customer()
    await w.owner('UPDATE customers SET merged_into_id = $2 WHERE id = $1', [merged, one.referee])
    await link('finance3', merged)
    expect(await approve(w, w.members.finance3, one.entry)).toBe('commission-own-referral')
    expect(await refusalOf(decide(one.entry, 'finance3'))).toBe('commission-own-referral')
  })

  it('from the threshold on two people approve, and neither may be the same twice', async () => {
    await w.app('SELECT second_approval_set($1, 10000)', [w.members.owner.token])
    const { entry } = await kept(w)
    expect(await approve(w, w.members.finance, entry)).toBe('waiting')
    expect(await approve(w, w.members.finance, entry)).toBe('waiting')
    expect(await w.app('SELECT 1 FROM ledger_entries')).toEqual([])
    expect(
      await refusalOf(
        w.owner(
          `INSERT INTO commission_entry_outcomes VALUES ($1, $2, 'proposed', 'approved', now())`,
          [w.org, entry],
        ),
      ),
    ).toBe('entry-needs-decision')
    expect(await approve(w, w.members.finance2, entry)).toBe('approved')
    expect((await w.app('SELECT 1 FROM ledger_entries')).length).toBe(1)
  })

  it('only an owner’s session moves the threshold, and lowering it catches what is proposed already', async () => {
    expect(await refusalOf(w.app('UPDATE organizations SET second_approval_minor = 1'))).toBe(
      'permission denied for table organizations',
    )
    expect(
      await refusalOf(w.app('SELECT second_approval_set($1, NULL)', [w.members.finance.token])),
    ).toBe('role-not-allowed')
    const { entry } = await kept(w)
    await w.app('SELECT second_approval_set($1, 1)', [w.members.owner.token])
    expect(await approve(w, w.members.finance, entry)).toBe('waiting')
  })

  it('an amount in another currency than the organization’s needs two: it never counts 1:1', async () => {
    await w.app('SELECT second_approval_set($1, 100000000)', [w.members.owner.token])
    const [row] = await w.app(`SELECT approvals_required($1, 5, 'USD') AS n`, [w.org])
    expect(row?.n).toBe(2)
  })

  it('two approvals of one entry at once make one decision each and one posting', async () => {
    const { entry } = await kept(w)
    const answers = await Promise.all([
      approve(w, w.members.finance, entry),
      approve(w, w.members.finance2, entry),
      approve(w, w.members.finance, entry),
    ])
    expect(answers.filter((answer) => answer === 'entry-already-decided').length).toBeGreaterThan(0)
    expect((await w.app('SELECT 1 FROM ledger_entries')).length).toBe(1)
    expect((await w.app('SELECT 1 FROM commission_decisions')).length).toBe(1)
  })

  it('approval and rejection at once: one of them wins', async () => {
    const { entry } = await kept(w)
    const answers = await Promise.all([
      approve(w, w.members.finance, entry),
      reject(w, w.members.finance2, entry, 'not-genuine'),
    ])
    expect(answers.filter((answer) => answer === 'entry-already-decided')).toHaveLength(1)
    expect(await w.app('SELECT count(*)::int AS n FROM commission_entry_outcomes')).toEqual([
      { n: 1 },
    ])
  })
})

describe('I10, who releases', () => {
  it('neither the freezer, nor an approver of any entry, nor somebody thanked by it; the database names who is left', async () => {
    const one = await payable(w)
    const batch = await draft(w, w.members.finance2)
    await act(w, w.members.finance2, 'freeze', batch)
    expect(await refusalOf(act(w, w.members.finance2, 'release', batch))).toBe('release-by-freezer')
    expect(await refusalOf(act(w, w.members.finance, 'release', batch))).toBe('release-by-approver')
    await link('finance3', one.referee)
    expect(await refusalOf(act(w, w.members.finance3, 'release', batch))).toBe('payout-own-thanks')
    expect(await refusalOf(act(w, w.members.marketing, 'release', batch))).toBe('role-not-allowed')
    const names = await w.app('SELECT name FROM payout_releasers($1)', [batch])
    expect(names.map((row) => row.name)).toEqual(['owner'])
    await act(w, w.members.owner, 'release', batch)
    await act(w, w.members.owner, 'release', batch)
  })

  it('the tables’ owner cannot release alone either', async () => {
    await payable(w)
    const batch = await draft(w)
    await act(w, w.members.finance, 'freeze', batch)
    const release = (member: string) =>
      w.owner(`UPDATE payout_batches SET state = 'released', released_by_id = $2 WHERE id = $1`, [
        batch,
        member,
      ])
    expect(await refusalOf(release(w.members.finance.id))).toBe('release-by-freezer')
    expect(await refusalOf(release(w.members.auditor.id))).toBe('role-not-allowed')
    await w.owner('ALTER TABLE payout_batches DISABLE TRIGGER c_guard')
    const bare = refusalOf(release(w.members.finance.id))
    expect(await bare).toBe('payout_batches_release_two_people')
    expect(
      await refusalOf(
        w.owner(`UPDATE payout_batches SET state = 'released' WHERE id = $1`, [batch]),
      ),
    ).toBe('payout_batches_released_by_somebody')
    await w.owner('ALTER TABLE payout_batches ENABLE TRIGGER c_guard')
  })

  it('freezing twice by one person is once, and by two at once is refused to one', async () => {
    await payable(w)
    const batch = await draft(w)
    const answers = await Promise.all([
      refusalOf(act(w, w.members.finance, 'freeze', batch)),
      refusalOf(act(w, w.members.finance2, 'freeze', batch)),
    ])
    expect(answers.toSorted()).toEqual(['nothing', 'transition-refused'])
  })

  it('nothing is paid of a hold, a pending reversal, newer payee data, or a batch that was tampered with', async () => {
    const one = await payable(w)
    const batch = await draft(w)
    await w.app('SELECT commission_hold($1, $2, $3)', [
      w.members.finance.token,
      one.commission,
      'look again',
    ])
    expect(await refusalOf(act(w, w.members.finance, 'freeze', batch))).toBe('commission-on-hold')
    await w.app('SELECT commission_unhold($1, $2)', [w.members.finance.token, one.commission])
    await act(w, w.members.finance, 'freeze', batch)
    await w.refund(one.order, 50_000n)
    expect(await refusalOf(act(w, w.members.owner, 'release', batch))).toBe('reversal-pending')
    const [reversal] = await w.app(`SELECT id FROM commission_entries WHERE kind = 'reversal'`)
    expect(await approve(w, w.members.finance, String(reversal?.id))).toBe('approved')
    expect(await refusalOf(act(w, w.members.owner, 'release', batch))).toBe(
      'reversed-since-drafted',
    )
    await w.owner('ALTER TABLE payout_batches DISABLE TRIGGER USER')
    await w.owner('UPDATE payout_batches SET control_sum_minor = 1 WHERE id = $1', [batch])
    await w.owner('ALTER TABLE payout_batches ENABLE TRIGGER USER')
    await act(w, w.members.finance, 'cancel', batch)
    const next = await draft(w)
    const [line] = await w.app(
      'SELECT amount_minor::int AS minor FROM payout_line_totals WHERE batch_id = $1',
      [next],
    )
    expect(line?.minor).toBe(5000)
    await act(w, w.members.finance, 'freeze', next)
    await w.owner('ALTER TABLE payout_batches DISABLE TRIGGER USER')
    await w.owner('UPDATE payout_batches SET control_sum_minor = 1 WHERE id = $1', [next])
    await w.owner('ALTER TABLE payout_batches ENABLE TRIGGER USER')
    expect(await refusalOf(act(w, w.members.owner, 'release', next))).toBe('control-total-differs')
  })

  it('a policy is sealed by an owner who did not draft it', async () => {
    const id = randomUUID()
    const draftIt = (token: string) =>
      w.app('SELECT policy_draft($1, $2, $3)', [
        token,
        id,
        { name: 'P', kind: 'flat', currency: 'CNY', flatMinor: '100', effectiveFrom: new Date() },
      ])
    expect(await refusalOf(draftIt(w.members.owner.token))).toBe('role-not-allowed')
    await draftIt(w.members.finance.token)
    expect(
      await refusalOf(w.app('SELECT policy_seal($1, $2)', [w.members.finance.token, id])),
    ).toBe('role-not-allowed')
    expect(
      await refusalOf(
        w.owner(
          'UPDATE commission_policies SET sealed_by_id = drafted_by_id, sealed_at = now() WHERE id = $1',
          [id],
        ),
      ),
    ).toBe('role-not-allowed')
    await w.app('SELECT policy_seal($1, $2)', [w.members.owner.token, id])
    expect(
      await refusalOf(
        w.owner('UPDATE commission_policies SET flat_minor = 999 WHERE id = $1', [id]),
      ),
    ).toBe('policy-sealed')
    expect(await refusalOf(draftIt(w.members.finance.token))).toBe('policy-sealed')
    expect(
      await refusalOf(
        w.owner('INSERT INTO commission_policy_tiers VALUES ($1, $2, 0, 100)', [w.org, id]),
      ),
    ).toBe('policy-sealed')
    expect(await refusalOf(w.owner('DELETE FROM commission_policies WHERE id = $1', [id]))).toBe(
      'policy-sealed',
    )
  })
})
