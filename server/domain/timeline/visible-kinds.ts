import { can } from '../permission.ts'
import type { Role } from '../role.ts'
import { TIMELINE_KINDS, type TimelineKind } from './timeline-kind.ts'

/** The kinds that a role may see of those asked for (none asked: all): thanks only where it may see amounts. */
export function visibleKinds(
  role: Role | 'job',
  asked: readonly TimelineKind[] = [],
): TimelineKind[] {
  return TIMELINE_KINDS.filter(
    (kind) =>
      (asked.length === 0 || asked.includes(kind)) &&
      (kind !== 'thanks' || can(role, 'commission.read')),
  )
}
