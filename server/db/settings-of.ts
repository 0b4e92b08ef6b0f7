import type { Actor } from '../domain/actor.ts'
import { InvariantError } from '../domain/errors.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The settings that row-level security and the audit log read, as statements for the start of a transaction.
 * SET LOCAL and not set_config(): Citus propagates nothing else.
 */
export function settingsOf(actor: Actor): string {
  if (!UUID.test(actor.organizationId)) throw new InvariantError('organization id is not a uuid')
  const safe = (value: string) => value.replaceAll(/[^\w.:-]/g, '')
  return [
    `SET LOCAL citus.propagate_set_commands = 'local'`,
    `SET LOCAL app.org_id = '${actor.organizationId}'`,
    `SET LOCAL app.user_id = '${actor.kind === 'member' ? safe(actor.userId) : ''}'`,
    `SET LOCAL app.job = '${safe(machineOf(actor))}'`,
    `SET LOCAL app.request_id = '${safe(actor.requestId)}'`,
  ].join('; ')
}

/** Who acted where no person did: the job's name, or which API key. */
function machineOf(actor: Actor): string {
  if (actor.kind === 'key') return `key:${actor.keyId}`
  return actor.kind === 'job' ? actor.job : ''
}
