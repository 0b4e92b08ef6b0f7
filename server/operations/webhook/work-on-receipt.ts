import { factTransaction } from '#server/db/fact-transaction.ts'
import { getReceiptBody, settleReceipt } from '#server/db/webhook-receipt.ts'
import { openWebhook } from '#server/db/webhook-secret.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { conflict } from '#server/domain/errors.ts'
import type { FactBatch, ItemResult } from '#server/domain/fact/batch.ts'
import type { WebhookFactType } from '#server/domain/webhook/event-type.ts'
import type { ChosenReceipt } from '#server/domain/webhook/input.ts'
import { readMessage } from '#server/domain/webhook/message.ts'
import {
  failure,
  type ReceiptAnswer,
  type ReceiptVerdict,
  refusal,
  verdictOf,
} from '#server/domain/webhook/receipt-verdict.ts'
import { recordComplaints } from '../complaint/record-complaints.ts'
import { recordCustomers } from '../customer/record-customers.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { recordOrders } from '../order/record-orders.ts'
import { recordRefunds } from '../order/record-refunds.ts'
import { recordShares } from '../share/record-shares.ts'

type Record = (actor: Actor, batch: FactBatch, now: Date) => Promise<ItemResult[]>

const RECORD: { [type in WebhookFactType]: Record } = {
  'customer.recorded': recordCustomers,
  'experience.recorded': recordExperiences,
  'share.recorded': recordShares,
  'complaint.recorded': recordComplaints,
  'order.recorded': recordOrders,
  'refund.recorded': recordRefunds,
}

/**
 * Records what a kept message says, by the operations that every door takes, and keeps what became of it. Killed between the two, it
 * is done again: facts that are there already answer `same`.
 */
export async function workOnReceipt(
  actor: Actor,
  { receiptId }: ChosenReceipt,
  now: Date,
): Promise<ReceiptAnswer | null> {
  authorize(actor, 'webhook.receive')
  const sealed = await factTransaction(actor, (tx) => getReceiptBody(tx, receiptId))
  if (!sealed) throw conflict('webhook-receipt')
  const message = readMessage(openWebhook(receiptId, sealed).toString('utf8'))
  const settle = (verdict: ReceiptVerdict) =>
    factTransaction(actor, (tx) => settleReceipt(tx, receiptId, verdict, now))

  let verdict: ReceiptVerdict
  try {
    verdict = await verdictOn(actor, message, now)
  } catch (error) {
    await settle(failure(message?.type ?? null))
    throw error
  }

  await settle(verdict)
  return verdict.answer
}

async function verdictOn(
  actor: Actor,
  message: ReturnType<typeof readMessage>,
  now: Date,
): Promise<ReceiptVerdict> {
  if (!message) return refusal(null, { field: 'data', code: 'invalid' })
  const { type, items } = message
  if (!isFactType(type)) return refusal(type.slice(0, 100), { field: 'type', code: 'invalid' })
  const batch = { items, createMissing: { customers: true } }
  return verdictOf(type, await RECORD[type](actor, batch, now))
}

function isFactType(type: string): type is WebhookFactType {
  return Object.hasOwn(RECORD, type)
}
