import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '#server/domain/actor.ts'
import { moveSampleClock } from '#server/operations/sample/move-sample-clock.ts'
import type { SamplePeople } from './sample-people.ts'
import type { World } from './world/world.ts'

/** A sample in the making: the world, who enters it, and which rows its parts became. */
export type SampleRun = {
  world: World
  people: SamplePeople
  /** The command line, for acts of the tables' owner. */
  command: Actor
  /** Days are day numbers of the hotels' zone. */
  firstDay: number
  lastDay: number
  until: Date
  /** Row ids by external id. */
  customers: Map<string, string>
  experiences: Map<string, string>
  referrals: Map<string, string>
  /** Secret of the newest form sent to each referrer. */
  forms: Map<string, string>
  /** Who has told their account. */
  payees: Set<string>
}

export function commandLine(organizationId: string): Actor {
  return { kind: 'job', organizationId, job: 'sample', requestId: randomUUID() }
}

/** The job that looks after refund windows. */
export function nightJob({ people }: SampleRun): Actor {
  const { organizationId } = people.owner
  return { kind: 'job', organizationId, job: 'keep-referrals', requestId: randomUUID() }
}

export function moveClock({ command }: SampleRun, at: Date): Promise<void> {
  return moveSampleClock(command, at)
}

/** A UUID that follows from a text, so that the same day makes the same sample. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
