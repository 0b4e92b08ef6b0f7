import { createHash } from 'node:crypto'
import type { FactKind } from '../domain/fact/batch.ts'

const SEPARATOR = '\u001f'

/**
 * UUIDv5 of a customer or a fact in its organization's secret namespace: the same source and external id always make the same
 * id, and nobody can guess an id from a telephone number.
 */
export function factId(
  namespace: Buffer,
  kind: FactKind,
  identity: { source: string; externalId: string },
): string {
  return uuidV5(namespace, [identity.source, identity.externalId, kind].join(SEPARATOR))
}

/** UUIDv5 of a run: one that the business named, or the customer's business day. */
export function episodeId(
  namespace: Buffer,
  customerId: string,
  run: { externalId: string } | { day: string },
): string {
  const parts = 'day' in run ? ['day', run.day] : ['episode', run.externalId]
  return uuidV5(namespace, [customerId, ...parts].join(SEPARATOR))
}

export function namespaceBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidV5(namespace: Buffer, name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
