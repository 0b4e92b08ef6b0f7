import { z } from 'zod'
import { arrayLiteral } from './array-literal.ts'
import { openPayeeField } from './payee-cipher.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

const Count = z.object({ count: z.number() })

export async function draftPayout(
  tx: Tx,
  sessionToken: string,
  draft: { id: string; currency: string; customerIds: readonly string[] | null },
): Promise<number> {
  const [row] = await tx.rows(
    Count,
    'SELECT payout_draft($1, $2::uuid, $3, $4::text::uuid[]) AS count',
    [sessionToken, draft.id, draft.currency, draft.customerIds && arrayLiteral(draft.customerIds)],
  )
  return row?.count ?? 0
}

/** The arrows that a person takes a batch along; the database checks who they are and what they take. */
export async function movePayout(
  tx: Tx,
  sessionToken: string,
  move: { id: string; act: 'freeze' | 'release' | 'cancel' | 'claim' | 'mark_sent' },
): Promise<void> {
  await tx.execute(`SELECT payout_${move.act}($1, $2::uuid)`, [sessionToken, move.id])
}

const Settled = z.object({ state: z.enum(['settled', 'returned', 'refused']) })

export async function settleLine(
  tx: Tx,
  sessionToken: string,
  line: { lineId: string; outcome: string; reason: string | null },
): Promise<z.infer<typeof Settled>> {
  const [row] = await tx.rows(Settled, 'SELECT payout_settle($1, $2::uuid, $3, $4) AS state', [
    sessionToken,
    line.lineId,
    line.outcome,
    line.reason,
  ])
  return Settled.parse(row)
}

const FileRow = z.object({
  reference: z.string(),
  payeeId: z.string(),
  name: z.instanceof(Uint8Array),
  account: z.instanceof(Uint8Array),
  bankName: z.string(),
  amountMinor: z.bigint(),
  currency: z.string(),
})

export type PayoutFileRow = {
  reference: string
  name: string
  account: string
  bankName: string
  amountMinor: bigint
  currency: string
}

/** What the bank's file says, in the order of its lines, in clear; the audit log keeps who took it. */
export async function openPayoutFile(
  tx: Tx,
  sessionToken: string,
  id: string,
): Promise<PayoutFileRow[]> {
  const rows = await tx.rows(
    FileRow,
    `SELECT reference, payee_id AS "payeeId", name_cipher AS name, account_cipher AS account, bank_name AS "bankName",
       amount_minor AS "amountMinor", currency FROM payout_file($1, $2::uuid)`,
    [sessionToken, id],
  )
  return rows.map(({ payeeId, name, account, ...row }) => ({
    ...row,
    name: openPayeeField(payeeId, 'name', name),
    account: openPayeeField(payeeId, 'account', account),
  }))
}

const Releaser = z.object({ membershipId: z.string(), name: z.string(), role: z.string() })
export type Releaser = z.infer<typeof Releaser>

/** Who may still release a batch; nobody is a warning. */
export async function listReleasers(db: Tx | Reading, id: string): Promise<Releaser[]> {
  return db.rows(
    Releaser,
    'SELECT membership_id AS "membershipId", name, role FROM payout_releasers($1::uuid)',
    [id],
  )
}

const Control = z.object({
  batchNo: z.number(),
  count: z.number(),
  sumMinor: z.bigint(),
  sha256: z.string(),
})
export type Control = z.infer<typeof Control>

/** The control totals of a batch that was frozen; undefined for one that never was. */
export async function findControl(db: Tx | Reading, id: string): Promise<Control | undefined> {
  const [row] = await db.rows(
    Control,
    `SELECT batch_no AS "batchNo", control_count AS count, control_sum_minor AS "sumMinor", encode(control_sha256, 'hex') AS sha256
     FROM payout_batches WHERE organization_id = $1::uuid AND id = $2::uuid AND control_sha256 IS NOT NULL`,
    [db.organizationId, id],
  )
  return row
}
