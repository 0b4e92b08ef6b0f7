import type { ComplaintItem } from '../complaint/input.ts'
import type { CustomerItem } from '../customer/input.ts'
import type { ExperienceItem } from '../experience/input.ts'
import { EMOTION_CODES } from '../moment/emotion.ts'
import type { OrderItem } from '../order/input.ts'
import type { ShareItem } from '../share/input.ts'
import { SHARE_CHANNELS } from '../share/share-kind.ts'
import type { ImportNoun } from './fields.ts'
import type { FieldValue, LineFact } from './read-line.ts'

type Values = LineFact['values']
type PlainItem = CustomerItem | ExperienceItem | ShareItem | ComplaintItem | OrderItem

/**
 * What the noun's own shape would make of a line's fact, where that is plain to see at a tenth of the cost. Every fact that is in
 * any way odd is left to the shape, so that nothing gets past it and its words are the only ones (import-shapes.test.ts holds the
 * two against each other).
 *
 * @returns null where the shape has to look
 */
export function plainItem(noun: ImportNoun, values: Values, source: string): PlainItem | null {
  if (!isText(source, 64)) return null
  switch (noun) {
    case 'customers':
      return plainCustomer(values, source)
    case 'experiences':
      return plainExperience(values, source)
    case 'shares':
      return plainShare(values, source)
    case 'complaints':
      return plainComplaint(values, source)
    case 'orders':
      return plainOrder(values, source)
    default:
      return null
  }
}

function plainCustomer(values: Values, source: string): CustomerItem | null {
  const { externalId, name, phone } = values
  if (!isText(externalId, 200) || !isText(name, 200) || !isGiven(phone, 40)) return null
  return { source, externalId, name, phone: phone ?? null }
}

function plainExperience(values: Values, source: string): ExperienceItem | null {
  const { externalId, customerId, occurredAt, moment, location, note, episodeId } = values
  const { score, emotion, staffRef } = values
  if (!isText(externalId, 200) || !isText(customerId, 200) || !isInstant(occurredAt)) return null
  if (!isGiven(moment, 120) || !isGiven(location, 120) || !isGiven(note, 2000)) return null
  if (!isGiven(episodeId, 200) || !isGiven(staffRef, 100)) return null
  if (score !== undefined && !isWhole(score, -5, 5)) return null
  if (emotion !== undefined && !isEmotion(emotion)) return null
  return {
    source,
    externalId,
    customer: { source, externalId: customerId, name: null },
    occurredAt,
    location: location ?? null,
    moment: moment ?? null,
    note: note ?? null,
    episodeExternalId: episodeId ?? null,
    score: score ?? null,
    emotion: emotion ?? null,
    staffRef: staffRef ?? null,
  }
}

/** What a share and a complaint have in common. */
function plainVoice(values: Values, source: string) {
  const { externalId, customerId, occurredAt, moment, location, note, episodeId } = values
  const { isPublic, reach } = values
  if (!isText(externalId, 200) || !isText(customerId, 200) || !isInstant(occurredAt)) return null
  if (!isGiven(moment, 120) || !isGiven(location, 120) || !isGiven(note, 2000)) return null
  if (!isGiven(episodeId, 200)) return null
  if (isPublic !== undefined && typeof isPublic !== 'boolean') return null
  if (reach !== undefined && !isWhole(reach, 0, 2_000_000_000)) return null
  return {
    source,
    externalId,
    customer: { source, externalId: customerId, name: null },
    occurredAt,
    location: location ?? null,
    moment: moment ?? null,
    note: note ?? null,
    episodeExternalId: episodeId ?? null,
    isPublic: isPublic ?? false,
    reach: reach ?? null,
  }
}

function plainShare(values: Values, source: string): ShareItem | null {
  const voice = plainVoice(values, source)
  const { channel, valence, proof } = values
  if (!voice || !isChannel(channel)) return null
  if (valence !== -1 && valence !== 0 && valence !== 1) return null
  if (proof !== undefined && proof !== 'traced' && proof !== 'reported') return null
  return { ...voice, channel, valence, proof: proof ?? 'reported' }
}

function plainComplaint(values: Values, source: string): ComplaintItem | null {
  const voice = plainVoice(values, source)
  const { severity = 2 } = values
  if (!voice || (severity !== 1 && severity !== 2 && severity !== 3)) return null
  return { ...voice, severity }
}

const MOST_MINOR = 10n ** 15n

function plainOrder(values: Values, source: string): OrderItem | null {
  const { externalId, customerId, occurredAt, deliveredAt, product, location } = values
  const { amount, currency } = values
  if (!isText(externalId, 200) || !isText(customerId, 200) || !isInstant(occurredAt)) return null
  if (!isText(product, 120) || !isGiven(location, 120)) return null
  if (deliveredAt !== undefined && !isInstant(deliveredAt)) return null
  if (typeof amount !== 'bigint' || amount < 0n || amount > MOST_MINOR) return null
  if (currency !== undefined && !isCurrency(currency)) return null
  return {
    source,
    externalId,
    customer: { source, externalId: customerId, name: null },
    occurredAt,
    location: location ?? null,
    product,
    deliveredAt: deliveredAt ?? null,
    amountMinor: amount,
    currency: currency ?? null,
  }
}

/** A text that needs neither trimming nor shortening, and has something in it. */
function isText(value: FieldValue | undefined, most: number): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > most) return false
  return (
    isEdge(value.charCodeAt(0)) &&
    isEdge(value.charCodeAt(value.length - 1)) &&
    !value.includes('\0')
  )
}

/** No space of any kind: an ordinary sign of ASCII or a Chinese character. Others are for the shape to look at. */
function isEdge(code: number): boolean {
  return (code > 32 && code < 127) || (code >= 0x4e00 && code <= 0x9fff)
}

function isGiven(value: FieldValue | undefined, most: number): value is string | undefined {
  return value === undefined || isText(value, most)
}

function isInstant(value: FieldValue | undefined): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

function isWhole(value: FieldValue, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

const emotions = new Set<unknown>(EMOTION_CODES)

function isEmotion(value: FieldValue): value is NonNullable<ExperienceItem['emotion']> {
  return emotions.has(value)
}

const channels = new Set<unknown>(SHARE_CHANNELS)

function isChannel(value: FieldValue | undefined): value is ShareItem['channel'] {
  return channels.has(value)
}

function isCurrency(value: FieldValue): value is string {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value)
}
