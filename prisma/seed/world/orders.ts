import { instantOf } from './calendar.ts'
import type { Random } from './random.ts'
import type { SampleCustomer, Stay } from './stays.ts'

export type SampleOrder = {
  externalId: string
  customer: SampleCustomer
  productCode: string
  locationNo: number
  at: Date
  /** Null while the guest has not left. */
  deliveredAt: Date | null
  amountMinor: bigint
}

export type SampleRefund = {
  externalId: string
  order: SampleOrder
  at: Date
  amountMinor: bigint
  reason: string
}

/** What the hotels sell. The refund window belongs to the product. */
export const sampleProducts = [
  { code: 'ROOM', name: '标准间 Standard room', refundWindowDays: 7 },
  { code: 'DELUXE', name: '豪华间 Deluxe room', refundWindowDays: 7 },
  { code: 'SUITE', name: '套房 Suite', refundWindowDays: 14 },
  { code: 'BANQUET', name: '宴会 Banquet', refundWindowDays: 30 },
] as const

const nightlyYuan = { ROOM: 620, DELUXE: 980, SUITE: 2180 } as const

/** Shanghai is dearest. */
const placeFactor = [1.05, 1.25, 1] as const

/** What a stay cost: its room, sometimes a banquet, now and then something given back. */
export function ordersOf(
  random: Random,
  stay: Stay,
): { orders: SampleOrder[]; refunds: SampleRefund[] } {
  const room = roomOrder(random, stay)
  const orders = [room]
  if (random.chance(0.012)) orders.push(banquetOrder(random, stay))
  const refunds = orders.flatMap((order) => refundOf(random, order))
  return { orders, refunds }
}

function roomOrder(random: Random, stay: Stay): SampleOrder {
  const productCode = random.weighted([
    ['ROOM', 62],
    ['DELUXE', 28],
    ['SUITE', 10],
  ])
  const nights = stay.departureDay - stay.arrivalDay
  const night = nightlyYuan[productCode] * (placeFactor[stay.locationNo - 1] ?? 1)
  const yuan = Math.round(night * (0.9 + 0.25 * random.next())) * nights
  return {
    externalId: `${stay.externalId}-R`,
    customer: stay.customer,
    productCode,
    locationNo: stay.locationNo,
    at: instantOf(stay.bookedDay, stay.bookedMinute + 2),
    deliveredAt: instantOf(stay.departureDay, stay.departureMinute),
    amountMinor: BigInt(yuan) * 100n,
  }
}

function banquetOrder(random: Random, stay: Stay): SampleOrder {
  return {
    externalId: `${stay.externalId}-Q`,
    customer: stay.customer,
    productCode: 'BANQUET',
    locationNo: stay.locationNo,
    at: instantOf(stay.bookedDay, stay.bookedMinute + 6),
    deliveredAt: instantOf(stay.departureDay, stay.departureMinute),
    amountMinor: BigInt(random.whole(60, 380)) * 10_000n,
  }
}

function refundOf(random: Random, order: SampleOrder): SampleRefund[] {
  if (!random.chance(0.022) || !order.deliveredAt) return []
  const isWhole = random.chance(0.2)
  const part = BigInt(random.whole(10, 40))
  const minutes = random.whole(60, 6 * 24 * 60)
  return [
    {
      externalId: `${order.externalId}-F1`,
      order,
      at: new Date(order.deliveredAt.getTime() + minutes * 60_000),
      amountMinor: isWhole ? order.amountMinor : (order.amountMinor * part) / 100n,
      reason: random.pick(['空调故障', '早餐未提供', '提前离店', '重复扣款', '服务投诉']),
    },
  ]
}
