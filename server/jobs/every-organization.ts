import type { Actor } from '#server/domain/actor.ts'

/** The clock as a caller for work that belongs to no single organization; row-level security shows it none. */
export function everyOrganization(job: string): Actor {
  return { kind: 'job', organizationId: '00000000-0000-0000-0000-000000000000', job, requestId: '' }
}
