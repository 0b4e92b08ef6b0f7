import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { MemberActor } from '#server/domain/actor.ts'
import { daysAgo, type Member, type World } from './money-world.ts'

/** A sealed policy of 10 % (1 000 bps), in force since long ago. */
export async function sealPolicy(
  w: World,
  rule: Record<string, unknown> = { kind: 'percent', rateBps: 1000 },
): Promise<string> {
  const id = randomUUID()
  const effectiveFrom = new Date(daysAgo(400).getTime() + Math.floor(Math.random() * 1e9))
  const draft = { name: 'Thanks', currency: 'CNY', effectiveFrom, ...rule }
  await w.app('SELECT policy_draft($1, $2, $3)', [w.members.finance3.token, id, draft])
  await w.app('SELECT policy_seal($1, $2)', [w.members.owner.token, id])
  return id
}

export async function claim(
  w: World,
  of: {
    referrer: string
    referee: string
    daysAgo?: number
    kind?: string
    importId?: string
    isHistory?: boolean
  },
) {
  const item = {
    source: 'test',
    externalId: randomUUID(),
    referrerId: of.referrer,
    refereeId: of.referee,
    evidenceKind: of.kind ?? 'asked',
    occurredAt: daysAgo(of.daysAgo ?? 30),
    importId: of.importId,
    isHistory: of.isHistory ?? false,
  }
  const [result] = await w.app('SELECT * FROM referral_claim(NULL, $1::jsonb)', [
    JSON.stringify([item]),
  ])
  return result as {
    outcome: string
    rule: string | null
    claim_id: string
    referral_id: string
    competing: boolean
  }
}

export type Bought = { referral: string; order: string; referrer: string; referee: string }

/** A referral that led to a delivered order whose refund window is over. */
export async function bought(
  w: World,
  options: {
    minor?: bigint
    deliveredDaysAgo?: number | null
    referrer?: string
    importId?: string
    isHistory?: boolean
  } = {},
): Promise<Bought> {
  const { referrer = await w.customer(), minor, deliveredDaysAgo, ...rest } = options
  const referee = await w.customer()
  const { referral_id: referral } = await claim(w, { referrer, referee, ...rest })
  const order = await w.order(referee, {
    ...(minor === undefined ? {} : { minor }),
    ...(deliveredDaysAgo === undefined ? {} : { deliveredDaysAgo }),
  })
  await w.app('SELECT referrals_follow_orders(ARRAY[$1::uuid])', [order])
  return { referral, order, referrer, referee }
}

export type Kept = Bought & { commission: string; entry: string }

/** The same, kept by the job, with its entry proposed. */
export async function kept(w: World, options: Parameters<typeof bought>[1] = {}): Promise<Kept> {
  const one = await bought(w, options)
  await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
  const [row] = await w.app(
    'SELECT c.id, e.id AS entry FROM commissions c JOIN commission_entries e ON e.commission_id = c.id WHERE c.referral_id = $1',
    [one.referral],
  )
  return { ...one, commission: String(row?.id), entry: String(row?.entry) }
}

export async function approve(w: World, member: Member, entry: string): Promise<string> {
  const [row] = await w.app('SELECT * FROM commission_approve($1, ARRAY[$2::uuid])', [
    member.token,
    entry,
  ])
  return row?.outcome === 'refused' ? String(row.rule) : String(row?.outcome)
}

export async function reject(
  w: World,
  member: Member,
  entry: string,
  reason: string,
): Promise<string> {
  const [row] = await w.app('SELECT * FROM commission_reject($1, ARRAY[$2::uuid], $3, NULL)', [
    member.token,
    entry,
    reason,
  ])
  return row?.outcome === 'refused' ? String(row.rule) : String(row?.outcome)
}

/** The payee's data by a one-time form, as ciphertext that nobody opens. */
export async function givePayee(w: World, entry: string, account = randomUUID()): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const [id, hash] = [randomUUID(), createHash('sha256').update(account).digest()]
  await w.app('SELECT payee_request($1, $2, $3, $4)', [
    w.members.finance.token,
    randomUUID(),
    entry,
    createHash('sha256').update(secret).digest(),
  ])
  await w.app('SELECT payee_submit($1, $2, $3, $4, $4, NULL, $5, $4, NULL)', [
    secret,
    id,
    { bankName: 'ICBC', accountLast4: '1234' },
    Buffer.from('sealed'),
    hash,
  ])
  return id
}

/** An approved entry (by finance) whose payee gave their data. */
export async function payable(w: World, options: Parameters<typeof bought>[1] = {}): Promise<Kept> {
  const one = await kept(w, options)
  await approve(w, w.members.finance, one.entry)
  await givePayee(w, one.entry)
  return one
}

export async function draft(w: World, member: Member = w.members.finance): Promise<string> {
  const id = randomUUID()
  await w.app('SELECT payout_draft($1, $2, $3, NULL)', [member.token, id, 'CNY'])
  return id
}

export async function act(
  w: World,
  member: Member,
  name: 'freeze' | 'release' | 'cancel' | 'claim' | 'mark_sent',
  batch: string,
): Promise<void> {
  await w.app(`SELECT payout_${name}($1, $2)`, [member.token, batch])
}

/** Drafted and frozen by finance, released by the owner, sent. */
export async function sentBatch(w: World): Promise<{ batch: string; line: string }> {
  const batch = await draft(w)
  await act(w, w.members.finance, 'freeze', batch)
  await act(w, w.members.owner, 'release', batch)
  await act(w, w.members.finance, 'claim', batch)
  await act(w, w.members.finance, 'mark_sent', batch)
  const [line] = await w.app('SELECT id FROM payout_lines WHERE batch_id = $1 ORDER BY line_no', [
    batch,
  ])
  return { batch, line: String(line?.id) }
}

export async function settle(
  w: World,
  member: Member,
  line: string,
  outcome: string,
): Promise<string> {
  const [row] = await w.app('SELECT payout_settle($1, $2, $3, NULL) AS state', [
    member.token,
    line,
    outcome,
  ])
  return String(row?.state)
}

/** A member as the operations know them. */
export function actorOf(w: World, name: keyof World['members']): MemberActor {
  const { id, userId, token } = w.members[name]
  const role = name.replace(/\d/, '') as MemberActor['role']
  return {
    kind: 'member',
    organizationId: w.org,
    userId,
    membershipId: id,
    role,
    locationNo: null,
    sessionToken: token,
    requestId: 'test',
  }
}
