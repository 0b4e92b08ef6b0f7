import { findCustomerByPhone, saveCustomer } from '#server/db/customer-write.ts'
import { type Ingested, writeFactAudit } from '#server/db/fact-audit.ts'
import { ensureFactPartitions } from '#server/db/fact-partitions.ts'
import { type FactTx, factTransaction } from '#server/db/fact-transaction.ts'
import { ingestComplaints } from '#server/db/ingest-complaints.ts'
import { ingestExperiences } from '#server/db/ingest-experiences.ts'
import { ingestShares } from '#server/db/ingest-shares.ts'
import { type ClaimResult, claimReferrals } from '#server/db/referral.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { TYPED_SOURCE } from '#server/domain/customer/change/input.ts'
import { conflict, invalid, ruleBroken } from '#server/domain/errors.ts'
import type { RecordMoment } from '#server/domain/experience/input.ts'

export type RecordedMoment = { customerId: string; isRepeated: boolean; claim: ClaimResult | null }

/**
 * Records one moment of one customer as staff see it, with what the customer told and was told. The same tap twice is one fact and
 * answers alike. A claim that a rule refuses is answered with the rule and loses nothing else.
 */
export async function recordMoment(
  actor: Actor,
  input: RecordMoment,
  now: Date,
): Promise<RecordedMoment> {
  authorize(actor, 'experience.record')
  if (input.share) authorize(actor, 'share.record')
  if (input.complaint) authorize(actor, 'complaint.record')
  if (input.toldById) authorize(actor, 'referral.claim')
  const at = input.occurredAt && input.occurredAt < now ? input.occurredAt : now
  await ensureFactPartitions(actor, [at])

  return factTransaction(actor, async (tx) => {
    const customerId = await customerOf(tx, input, now)
    const { externalId, moment, location, note, score, emotion, share, complaint } = input
    const customer = { id: customerId }
    const fact = { source: TYPED_SOURCE, externalId, customer, occurredAt: at, moment, location }
    const batches = [
      await ingestExperiences(tx, { items: [{ ...fact, note, score, emotion }] }, now),
      ...(share ? [await ingestShares(tx, { items: [{ ...fact, ...share }] }, now)] : []),
      ...(complaint
        ? [await ingestComplaints(tx, { items: [{ ...fact, note, ...complaint }] }, now)]
        : []),
    ]
    const isRepeated = batches.map(isRepeatedTap).includes(true)
    const claim = await claimOf(tx, { ...input, refereeId: customerId }, at)

    const lines = batches.flatMap((batch) => batch.lines)
    await writeFactAudit(tx, lines)
    return { customerId, isRepeated, claim }
  })
}

async function customerOf(tx: FactTx, input: RecordMoment, now: Date): Promise<string> {
  const { customer, externalId } = input
  if ('id' in customer) return customer.id
  authorize(tx.actor, 'customer.record')
  const known = await findCustomerByPhone(tx, customer.phone)
  if (known) return known.id
  return saveCustomer(
    tx,
    { source: TYPED_SOURCE, externalId, ...customer },
    { now, replaces: false },
  )
}

/** A second tap differs from the first by its time alone, so whatever is known under its id is taken for the first. */
function isRepeatedTap({ results }: Ingested): boolean {
  const [result] = results
  if (result?.problems?.some(({ code }) => code === 'location.not-own'))
    throw ruleBroken('own-location-only')
  if (result?.outcome === 'conflict') throw conflict('experience')
  if (!result || result.outcome === 'error') throw invalid(result?.problems ?? [])
  return result.outcome !== 'new'
}

async function claimOf(
  tx: FactTx,
  input: RecordMoment & { refereeId: string },
  at: Date,
): Promise<ClaimResult | null> {
  const { toldById: referrerId, refereeId, externalId, note: evidence } = input
  if (!referrerId || tx.actor.kind !== 'member') return null
  const known = { source: TYPED_SOURCE, externalId, occurredAt: at, isHistory: false }
  const claim = { ...known, referrerId, refereeId, evidenceKind: 'asked' as const, evidence }
  const [result] = await claimReferrals(tx, [claim], { sessionToken: tx.actor.sessionToken })
  return result ?? null
}
