import type { Actor } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/batch.ts'
import { JOURNEY_TEMPLATES } from '#server/domain/journey/template.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { recordOrders } from '#server/operations/order/record-orders.ts'
import { recordRefunds } from '#server/operations/order/record-refunds.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'
import { enterAnswers } from './enter-answers.ts'
import { knownBetween } from './known-between.ts'
import type { SampleRun } from './sample-run.ts'
import { source } from './sample-source.ts'
import type { SampleExperience } from './world/experiences.ts'
import type { SampleOrder, SampleRefund } from './world/orders.ts'
import type { SampleCustomer } from './world/stays.ts'
import type { SampleComplaint, SampleShare } from './world/voice.ts'

/** What the hotels are called, in the order of their numbers. */
export const hotelNames = ['西湖店', '外滩店', '国贸店'] as const

type Record = (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>
type Week = readonly [from: Date, until: Date]

/**
 * Enters what customers lived through and told in a span of time, as recorded at its end. What does not need each other goes in together,
 * so that this process reads the next batch while the database still writes the last.
 */
export async function enterVoices(run: SampleRun, week: Week): Promise<void> {
  const { world, people } = run
  await enter(recordCustomers, people.owner, week, world.customers, customerItem, run.customers)
  await enter(
    recordExperiences,
    people.owner,
    week,
    world.experiences,
    experienceItem,
    run.experiences,
  )
  await Promise.all([
    enter(recordShares, people.marketing, week, world.shares, shareItem),
    enter(recordComplaints, people.marketing, week, world.complaints, complaintItem),
    enterAnswers(run, week),
  ])
}

/** Enters what was delivered, or given back, in a span of time; at the very end also what is still to be delivered. */
export async function enterOrders(run: SampleRun, week: Week, isLast: boolean): Promise<void> {
  const { world, people } = run
  const known = world.orders.flatMap((order) => {
    if (order.deliveredAt) return [{ ...order, knownAt: order.deliveredAt }]
    return isLast ? [{ ...order, knownAt: week[1] }] : []
  })
  await enter(recordOrders, people.owner, week, known, orderItem)
  await enter(recordRefunds, people.owner, week, world.refunds, refundItem)
}

type Fact = { externalId: string; at: Date; knownAt?: Date }

const batchSize = 2500

async function enter<T extends Fact>(
  record: Record,
  actor: Actor,
  week: Week,
  all: readonly T[],
  itemOf: (fact: T) => unknown,
  ids?: Map<string, string>,
): Promise<void> {
  const known = knownBetween(all, week)
  const batches: T[][] = []
  for (let at = 0; at < known.length; at += batchSize) batches.push(known.slice(at, at + batchSize))
  await Promise.all(
    batches.map(async (facts) => {
      const items = facts.map(itemOf)
      const results = await patiently(() => record(actor, { items }, week[1]))
      for (const [index, { externalId }] of facts.entries()) {
        const result = results[index]
        if (result?.outcome !== 'new' || !result.id) {
          throw new Error(`${record.name} of ${externalId}: ${JSON.stringify(result)}`)
        }
        ids?.set(externalId, result.id)
      }
    }),
  )
}

/** On a busy machine a batch may wait too long for the one before it; nothing of it was written then. */
async function patiently<T>(act: () => Promise<T>, left = 5): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const isBusy = error instanceof ProblemError && error.problem.kind === 'unavailable'
    if (!isBusy || left === 0) throw error
    return patiently(act, left - 1)
  }
}

function customerItem({ externalId, name, phone }: SampleCustomer) {
  return { source, externalId, name, phone }
}

function experienceItem(experience: SampleExperience) {
  const { score, emotion, note, staffRef } = experience
  return { ...occurrenceOf(experience), score, emotion, note, staffRef }
}

function occurrenceOf(fact: Pick<SampleShare, 'externalId' | 'stay' | 'momentNo' | 'at'>) {
  return {
    source,
    externalId: fact.externalId,
    customer: { source, externalId: fact.stay.customer.externalId },
    occurredAt: fact.at,
    moment: momentCode(fact.momentNo),
    location: hotelNames[fact.stay.locationNo - 1],
    episodeExternalId: fact.stay.externalId,
  }
}

function shareItem(share: SampleShare) {
  const { channel, valence, isPublic, reach, proof, note } = share
  return { ...occurrenceOf(share), channel, valence, isPublic, reach, proof, note }
}

function complaintItem(complaint: SampleComplaint) {
  const { severity, isPublic, reach, note } = complaint
  return { ...occurrenceOf(complaint), severity, isPublic, reach, note }
}

function orderItem(order: SampleOrder) {
  return {
    source,
    externalId: order.externalId,
    customer: { source, externalId: order.customer.externalId },
    product: order.productCode,
    occurredAt: order.at,
    deliveredAt: order.deliveredAt,
    location: hotelNames[order.locationNo - 1],
    amountMinor: order.amountMinor,
    currency: 'CNY',
  }
}

function refundItem(refund: SampleRefund) {
  return {
    source,
    externalId: refund.externalId,
    order: { source, externalId: refund.order.externalId },
    occurredAt: refund.at,
    amountMinor: refund.amountMinor,
    currency: 'CNY',
    reason: refund.reason,
  }
}

function momentCode(momentNo: number | null): string | null {
  return momentNo === null ? null : (JOURNEY_TEMPLATES.hotel.moments[momentNo - 1]?.code ?? null)
}
