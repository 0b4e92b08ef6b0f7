import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'
import type { Problem } from '#server/domain/errors.ts'

const Data = z.object({
  problem: z.looseObject({ kind: z.string() }).nullish(),
  requestId: z.string().nullish(),
})

/** A refusal of the sign-in door, which is no tRPC call. `problem` is null for a broken line. */
export class DoorError extends Error {
  readonly problem: Problem | null
  constructor(problem: Problem | null) {
    super(problem?.kind ?? 'offline')
    this.name = 'DoorError'
    this.problem = problem
  }
}

/** The problem that a call answered with; null for a broken line or a bug of ours. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof DoorError) return error.problem
  return (dataOf(error)?.problem as Problem | undefined) ?? null
}

/** The id under which the server's log tells more. */
export function requestIdOf(error: unknown): string | null {
  return dataOf(error)?.requestId ?? null
}

/** Whether the server could not be reached at all. */
export function isOffline(error: unknown): boolean {
  if (error instanceof DoorError) return error.problem === null
  return error instanceof TRPCClientError && dataOf(error) === undefined
}

function dataOf(error: unknown): z.infer<typeof Data> | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  return Data.safeParse(error.data).data
}
