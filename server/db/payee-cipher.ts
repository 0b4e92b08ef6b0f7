import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../env.ts'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16

export type PayeeField = 'name' | 'account' | 'id-number'

function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(env().PHONE_KEY, 'base64'), '', purpose, 32))
}

/** One field of a payee under AES-256-GCM, bound to its row and its field: an account opens under no other payee's id. */
export function sealPayeeField(payeeId: string, field: PayeeField, text: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor('zhile payee cipher'), iv)
  cipher.setAAD(Buffer.from(`${payeeId}\u001f${field}`))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed])
}

/** @throws Error when the text was changed, belongs to another row or field, or the key is another. */
export function openPayeeField(payeeId: string, field: PayeeField, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const start = 1 + IV_BYTES + TAG_BYTES
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyFor('zhile payee cipher'),
    bytes.subarray(1, 1 + IV_BYTES),
  )
  decipher
    .setAAD(Buffer.from(`${payeeId}\u001f${field}`))
    .setAuthTag(bytes.subarray(1 + IV_BYTES, start))
  return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8')
}

/** Blind index of an account: equal accounts of one organization have equal hashes, those of two organizations never. */
export function accountHash(organizationId: string, account: string): Buffer {
  return createHmac('sha256', keyFor('zhile payee hash'))
    .update(`${organizationId}\u001f${account}`)
    .digest()
}
