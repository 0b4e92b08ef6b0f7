import { type Scope, scopesAllow } from './api-key/scope.ts'
import { ProblemError } from './errors.ts'
import { can, type Permission } from './permission.ts'
import type { Role } from './role.ts'

/** A person with a live session in one organization, the clock as a caller, or a system with an API key. */
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
  | {
      kind: 'key'
      organizationId: string
      keyId: string
      scopes: readonly Scope[]
      requestId: string
    }

export type MemberActor = Extract<Actor, { kind: 'member' }>
export type KeyActor = Extract<Actor, { kind: 'key' }>

/** @throws ProblemError forbidden, when the actor's role, or the key's scopes, lack the permission. */
export function authorize(actor: Actor, permission: Permission): void {
  if (!allows(actor, permission)) throw new ProblemError({ kind: 'forbidden', permission })
}

function allows(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'member':
      return can(actor.role, permission)
    case 'job':
      return can('job', permission)
    case 'key':
      return scopesAllow(actor.scopes, permission)
  }
}

/**
 * The session behind an act that only a person may do.
 * @throws ProblemError forbidden, for jobs and keys: silence never pays.
 */
export function sessionOf(actor: Actor): string {
  if (actor.kind === 'member') return actor.sessionToken
  throw new ProblemError({ kind: 'forbidden', permission: 'session' })
}
