import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SubmitPayee } from '../domain/payee/input.ts'
import type { PayeeRefusal } from '../domain/payee/refusal.ts'
import { readPool } from './client.ts'
import { accountHash, openPayeeField, sealPayeeField } from './payee-cipher.ts'
import type { Tx } from './transaction.ts'

const Ends = z.object({ expiresAt: z.date() })

/** Opens a one-time form for the customer of an approved entry; an older form of theirs ends. */
export async function openPayeeRequest(
  tx: Tx,
  sessionToken: string,
  request: { id: string; entryId: string; secret: string },
): Promise<Date> {
  const hash = createHash('sha256').update(request.secret, 'utf8').digest()
  const [row] = await tx.rows(
    Ends,
    'SELECT payee_request($1, $2::uuid, $3::uuid, $4) AS "expiresAt"',
    [sessionToken, request.id, request.entryId, hash],
  )
  return row?.expiresAt ?? new Date(0)
}

const Form = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  requestId: z.string(),
  customerId: z.string(),
  entryId: z.string(),
  amountMinor: z.coerce.bigint(),
  currency: z.string(),
})
export type PayeeForm = z.infer<typeof Form>

/** The open form behind a secret; null for unknown, used, ended and expired alike. Asked before an organization is known. */
export async function findPayeeForm(secret: string): Promise<PayeeForm | null> {
  const found = await readPool().query(
    `SELECT organization_id AS "organizationId", organization_name AS "organizationName", request_id AS "requestId", customer_id AS "customerId",
       entry_id AS "entryId", amount_minor AS "amountMinor", currency FROM payee_form($1)`,
    [secret],
  )
  return Form.nullable().parse(found.rows[0] ?? null)
}

/** Keeps what a customer answered, encrypted, or only why they may not be thanked with money. */
export async function savePayee(
  tx: Tx,
  payee: { id: string; answer: SubmitPayee; refusal: PayeeRefusal | null; consentText: string },
): Promise<void> {
  const { id, answer, refusal } = payee
  const sealed = (field: 'name' | 'account', text: string) =>
    refusal ? null : sealPayeeField(id, field, text)
  await tx.execute('SELECT payee_submit($1, $2::uuid, $3::jsonb, $4, $5, $6, $7, $8, $9)', [
    answer.secret,
    id,
    JSON.stringify({ bankName: answer.bankName, accountLast4: answer.account.slice(-4) }),
    sealed('name', answer.name),
    sealed('account', answer.account),
    answer.idNumber && !refusal ? sealPayeeField(id, 'id-number', answer.idNumber) : null,
    refusal ? null : accountHash(tx.organizationId, answer.account),
    createHash('sha256').update(payee.consentText, 'utf8').digest(),
    refusal,
  ])
}

const Sealed = z.object({
  name: z.instanceof(Uint8Array),
  account: z.instanceof(Uint8Array),
  idNumber: z.instanceof(Uint8Array).nullable(),
})

export type RevealedPayee = { name: string; account: string; idNumber: string | null }

/** A payee's data in full; the audit log keeps who looked. */
export async function revealPayee(
  tx: Tx,
  sessionToken: string,
  id: string,
): Promise<RevealedPayee> {
  const [row] = await tx.rows(
    Sealed,
    'SELECT name_cipher AS name, account_cipher AS account, id_number_cipher AS "idNumber" FROM payee_reveal($1, $2::uuid)',
    [sessionToken, id],
  )
  const { name, account, idNumber } = Sealed.parse(row)
  return {
    name: openPayeeField(id, 'name', name),
    account: openPayeeField(id, 'account', account),
    idNumber: idNumber && openPayeeField(id, 'id-number', idNumber),
  }
}
