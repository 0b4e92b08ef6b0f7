import { type ZodType, z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { appPrisma } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { problemOf } from './problem-of.ts'
import { settingsOf } from './settings-of.ts'

/** One open transaction, bound to one organization. */
export type Tx = {
  organizationId: string
  actor: Actor
  prisma: Prisma.TransactionClient
  /** Rows of a query, each checked against its shape. */
  rows<T>(shape: ZodType<T>, sql: string, values?: unknown[]): Promise<T[]>
  /** Number of rows a statement changed. */
  execute(sql: string, values?: unknown[]): Promise<number>
}

/**
 * The only way to a query: sets the organization first, runs as zhile_app, and turns the database's refusals into ours.
 * Reports use reading.ts.
 */
export async function transaction<T>(
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  try {
    return await appPrisma().$transaction(
      async (prisma) => {
        await prisma.$executeRawUnsafe(settingsOf(actor))
        return work(txOf(actor, prisma))
      },
      { maxWait: 15_000, timeout: options.timeoutMs ?? 30_000 },
    )
  } catch (error) {
    throw problemOf(error) ?? error
  }
}

function txOf(actor: Actor, prisma: Prisma.TransactionClient): Tx {
  return {
    organizationId: actor.organizationId,
    actor,
    prisma,
    async rows(shape, sql, values = []) {
      const found = await prisma.$queryRawUnsafe<unknown[]>(sql, ...values)
      return z.array(shape).parse(found)
    },
    execute: (sql, values = []) => prisma.$executeRawUnsafe(sql, ...values),
  }
}
