import { ProblemError } from './errors.ts'
import { can, type Permission } from './permission.ts'
import type { Role } from './role.ts'

/** A person with a live session in one organization, or the clock as a caller. */
export type Actor =
  | {
      kind: 'member'
      organizationId: string
      userId: string
      membershipId: string
      role: Role
      /** Staff record at their own location only; null is everywhere. */
      locationNo: number | null
      /** Money functions resolve it again in the database. */
      sessionToken: string
      requestId: string
    }
  | { kind: 'job'; organizationId: string; job: string; requestId: string }

export type MemberActor = Extract<Actor, { kind: 'member' }>

/** @throws ProblemError forbidden, when the actor's role lacks the permission. */
export function authorize(actor: Actor, permission: Permission): void {
  const role = actor.kind === 'member' ? actor.role : 'job'
  if (!can(role, permission)) throw new ProblemError({ kind: 'forbidden', permission })
}

/**
 * The session behind an act that only a person may do.
 * @throws ProblemError forbidden, for jobs: silence never pays.
 */
export function sessionOf(actor: Actor): string {
  if (actor.kind === 'member') return actor.sessionToken
  throw new ProblemError({ kind: 'forbidden', permission: 'session' })
}
