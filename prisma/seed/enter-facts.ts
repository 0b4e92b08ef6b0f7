import { randomUUID } from 'node:crypto'
import type { Actor } from '#server/domain/actor.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/fact.ts'
import { JOURNEY_TEMPLATES } from '#server/domain/journey/template.ts'
import { recordComplaints } from '#server/operations/complaint/record-complaints.ts'
import { recordCustomers } from '#server/operations/customer/record-customers.ts'
import { recordExperiences } from '#server/operations/experience/record-experiences.ts'
import { recordOrders } from '#server/operations/order/record-orders.ts'
import { recordRefunds } from '#server/operations/order/record-refunds.ts'
import { recordShares } from '#server/operations/share/record-shares.ts'
import type { SampleOrder, SampleRefund } from './world/orders.ts'
import type { SampleComplaint, SampleShare } from './world/voice.ts'
import type { World } from './world/world.ts'

/** What the hotels call themselves, by their number in the world less one. */
export const hotelNames = ['西湖店', '外滩店', '国贸店'] as const

/** The system that the sample's facts come from. */
export const source = 'pms'

type Record = (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>

/** Enters the facts of a world that happened from one instant until another, noun by noun, as recorded at the later one. */
export async function enterFacts(actor: Actor, world: World, [from, until]: [Date, Date]) {
  const enter = async <T extends { at: Date }>(
    record: Record,
    all: readonly T[],
    itemOf: (fact: T) => unknown,
  ) => {
    const facts = between(all, from, until)
    if (facts.length === 0) return
    refuseOthers(await record(actor, { items: facts.map(itemOf) }, until), facts)
  }
  await enter(recordCustomers, world.customers, ({ externalId, name, phone }) => {
    return { source, externalId, name, phone }
  })
  await enter(recordExperiences, world.experiences, (experience) => ({
    ...occurrenceOf(experience),
    score: experience.score,
    emotion: experience.emotion,
    note: experience.note,
    staffRef: experience.staffRef,
  }))
  await enter(recordShares, world.shares, shareItem)
  await enter(recordComplaints, world.complaints, complaintItem)
  await enter(recordOrders, world.orders, orderItem)
  await enter(recordRefunds, world.refunds, refundItem)
}

function occurrenceOf(
  fact: Omit<SampleShare, 'channel' | 'valence' | 'proof' | 'isPublic' | 'reach' | 'note'>,
) {
  return {
    source,
    externalId: fact.externalId,
    customer: { source, externalId: fact.stay.customer.externalId },
    occurredAt: fact.at,
    moment: fact.momentNo === null ? null : momentCode(fact.momentNo),
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

export function orderItem(order: SampleOrder) {
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

export function refundItem(refund: SampleRefund) {
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

function momentCode(momentNo: number): string | undefined {
  return JOURNEY_TEMPLATES.hotel.moments[momentNo - 1]?.code
}
