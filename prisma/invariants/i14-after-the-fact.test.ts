import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { bought, claim, kept, sealPolicy } from './money-steps.ts'
import { daysAgo, makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
let policy: string
beforeAll(async () => {
  w = await makeWorld()
  policy = await sealPolicy(w)
})

const insertCommission = (referral: string, keptAt: Date, referrer: string) =>
  w.owner(
    `INSERT INTO commissions (id, organization_id, referral_id, kept_at, referrer_id, proposed_at, policy_id, currency, snapshot, trace)
     VALUES ($1, $2, $3, $4, $5, clock(), $6, 'CNY', '{}', '{}')`,
    [randomUUID(), w.org, referral, keptAt, referrer, policy],
  )

describe('I14, after the fact', () => {
  it('[row 28] a commission without a kept referral is refused, even to the owner of the tables', async () => {
    const { referral, referrer } = await bought(w, { deliveredDaysAgo: null })
    expect(await refusalOf(insertCommission(referral, new Date(), referrer))).toBe(
      'referral-not-kept',
    )
    expect(await refusalOf(insertCommission(randomUUID(), new Date(), referrer))).toBe(
      'commissions_organization_id_referral_id_kept_at_referrer_i_fkey',
    )
  })

  it('[row 28] a commission copies the time at which its referral was kept, and no other', async () => {
    // Kept, and without a commission: only the key stands in the way.
    const one = await bought(w, { isHistory: true })
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    await w.owner('ALTER TABLE commissions DISABLE TRIGGER c_guard')
    const refusal = await refusalOf(insertCommission(one.referral, daysAgo(90), one.referrer))
    const other = await refusalOf(insertCommission(one.referral, daysAgo(90), one.referee))
    await w.owner('ALTER TABLE commissions ENABLE TRIGGER c_guard')
    expect(refusal).toBe('commissions_organization_id_referral_id_kept_at_referrer_i_fkey')
    expect(other).toBe('commissions_organization_id_referral_id_kept_at_referrer_i_fkey')
  })

  it('[row 28] the job keeps nothing before delivery, within the refund window, or after a full refund', async () => {
    const keep = async (id: string) =>
      (await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [id]))[0]
    expect(await keep((await bought(w, { deliveredDaysAgo: null })).referral)).toMatchObject({
      rule: 'order-not-delivered',
    })
    expect(await keep((await bought(w, { deliveredDaysAgo: 6 })).referral)).toMatchObject({
      rule: 'refund-window-open',
    })
    const refunded = await bought(w)
    await w.refund(refunded.order, 100_000n)
    expect(await keep(refunded.referral)).toMatchObject({ rule: 'order-refunded' })
    const { referral_id: claimed } = await claim(w, {
      referrer: await w.customer(),
      referee: await w.customer(),
    })
    expect(await keep(claimed)).toMatchObject({ rule: 'referral-not-bought' })
  })

  it('[row 28] once the window is over the referral is kept by the clock and its entry is proposed after it', async () => {
    const one = await kept(w)
    const [row] = await w.app(
      'SELECT r.kept_at, c.proposed_at, e.amount_minor FROM referrals r JOIN commissions c ON c.referral_id = r.id JOIN commission_entries e ON e.commission_id = c.id WHERE r.id = $1',
      [one.referral],
    )
    expect(Number(row?.proposed_at)).toBeGreaterThanOrEqual(Number(row?.kept_at))
    expect(row?.amount_minor).toBe('10000')
  })

  it('terms told before the referral close it for ever; they cannot be told to somebody without a kept referral', async () => {
    const referrer = await w.customer()
    const tell = (customer: string) =>
      w.owner(
        `INSERT INTO disclosures (id, organization_id, customer_id, kind, document, locale, content_hash, at) VALUES (gen_random_uuid(), $1, $2, 'terms', 'poster', 'en', $3, clock())`,
        [w.org, customer, Buffer.from(randomUUID())],
      )
    expect(await refusalOf(tell(referrer))).toBe('terms-before-referral')
    await kept(w, { referrer })
    await tell(referrer)
    const later = await bought(w, { referrer })
    const [result] = await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [
      later.referral,
    ])
    expect(result).toMatchObject({ outcome: 'kept', unproposed: 'terms-before-referral' })
    expect(
      await w.app('SELECT 1 FROM commissions WHERE referral_id = $1', [later.referral]),
    ).toEqual([])
  })

  it('history of an earlier programme is kept and never proposed, and an import only after finance lets it', async () => {
    const history = await bought(w, { isHistory: true })
    expect(
      (await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [history.referral]))[0],
    ).toMatchObject({ unproposed: 'history-never-paid' })
    const importId = randomUUID()
    await w.owner(
      `INSERT INTO imports (id, organization_id, file_name, file_sha256, encoding, delimiter, headers) VALUES ($1, $2, 'a.csv', '\\x00', 'utf-8', ',', '[]')`,
      [importId, w.org],
    )
    const imported = await bought(w, { importId })
    expect(
      (await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [imported.referral]))[0],
    ).toMatchObject({ unproposed: 'import-not-opted-in' })
    expect(
      await refusalOf(
        w.app('SELECT commission_opt_in($1, $2)', [w.members.marketing.token, importId]),
      ),
    ).toBe('role-not-allowed')
    await w.app('SELECT commission_opt_in($1, $2)', [w.members.finance.token, importId])
    expect(
      (
        await w.app('SELECT * FROM commission_propose(NULL, ARRAY[$1::uuid])', [imported.referral])
      )[0],
    ).toMatchObject({ unproposed: null })
  })

  it('no setting of a session makes a refund window end earlier', async () => {
    const almost = await bought(w, { deliveredDaysAgo: 7 - 0.5 / 24 })
    const keep = (zone: string) =>
      w.app(
        `SELECT set_config('TimeZone', '${zone}', true), r.rule FROM referral_keep(NULL, ARRAY[$1::uuid]) r`,
        [almost.referral],
      )
    for (const zone of ['Pacific/Kiritimati', 'America/New_York', 'Europe/Berlin'])
      expect(await keep(zone)).toMatchObject([{ rule: 'refund-window-open' }])
  })

  it('a thank-you can be told only of an approved entry', async () => {
    const one = await kept(w)
    const tell = w.app(`SELECT disclosure_record($1, 'thanks', 'letter', 'en', '\\x01', $2)`, [
      one.referrer,
      one.entry,
    ])
    expect(await refusalOf(tell)).toBe('thanks-not-approved')
  })
})
