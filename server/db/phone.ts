import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../env.ts'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16

let keys: { cipher: Buffer; hash: Buffer } | undefined

function keysOf(): { cipher: Buffer; hash: Buffer } {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(env().PHONE_KEY, 'base64'), '', purpose, 32))
  keys ??= { cipher: derive('zhile phone cipher'), hash: derive('zhile phone hash') }
  return keys
}

/** A normalized number under AES-256-GCM, bound to its owner: the text of one customer opens under no other's id. */
export function sealPhone(ownerId: string, phone: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keysOf().cipher, iv).setAAD(Buffer.from(ownerId))
  const text = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), text])
}

/** @throws Error when the text was changed, belongs to another owner, or the key is not the one it was sealed with. */
export function openPhone(ownerId: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const text = 1 + IV_BYTES + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', keysOf().cipher, bytes.subarray(1, 1 + IV_BYTES))
    .setAAD(Buffer.from(ownerId))
    .setAuthTag(bytes.subarray(1 + IV_BYTES, text))
  return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]).toString('utf8')
}

/** Blind index of a normalized number: equal numbers of one organization have equal hashes, those of two organizations never. */
export function phoneHash(organizationId: string, phone: string): Buffer {
  return createHmac('sha256', keysOf().hash).update(`${organizationId}\u001f${phone}`).digest()
}
