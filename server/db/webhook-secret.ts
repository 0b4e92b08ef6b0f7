import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../env.ts'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
/** As long as the hash; the specification asks for 24 to 64. */
const SECRET_BYTES = 32

/** A new signing secret, as it is shown once: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

function key(): Buffer {
  const root = Buffer.from(env().PHONE_KEY, 'base64')
  return Buffer.from(hkdfSync('sha256', root, '', 'zhile webhook cipher', 32))
}

/** A secret or a received body under AES-256-GCM, bound to its row: it opens under no other id. */
export function sealWebhook(rowId: string, bytes: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key(), iv)
  cipher.setAAD(Buffer.from(rowId))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]))
}

/** @throws Error when the bytes were changed, belong to another row, or the key is another. */
export function openWebhook(rowId: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  const start = 1 + IV_BYTES + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(1, 1 + IV_BYTES))
  decipher.setAAD(Buffer.from(rowId)).setAuthTag(bytes.subarray(1 + IV_BYTES, start))
  return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()])
}

export type SealedSecrets = {
  secretCipher: Uint8Array
  previousSecretCipher: Uint8Array | null
  previousUntil: Date | null
}

/** The secrets that are good now, the newest first. */
export function openSecrets(rowId: string, sealed: SealedSecrets, now: Date): string[] {
  const secrets = [openWebhook(rowId, sealed.secretCipher).toString('utf8')]
  const { previousSecretCipher: previous, previousUntil: until } = sealed
  if (previous && until && until > now) secrets.push(openWebhook(rowId, previous).toString('utf8'))
  return secrets
}
