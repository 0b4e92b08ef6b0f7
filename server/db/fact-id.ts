import { hash } from 'node:crypto'
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

/** Namespace and name go through one buffer: three ids are made per fact, and a hash object each would cost more than the hash. */
let scratch = Buffer.alloc(1024)

function uuidV5(namespace: Buffer, name: string): string {
  const most = 16 + name.length * 3
  if (scratch.length < most) scratch = Buffer.alloc(most)
  namespace.copy(scratch, 0)
  const end = 16 + scratch.write(name, 16, 'utf8')
  const hex = hash('sha1', scratch.subarray(0, end), 'hex')
  const variant = VARIANT[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const VARIANT = '89ab'
