import {
  type CommissionEntryRow,
  type CommissionHeader,
  findCommission,
  listCommissionEntries,
} from '#server/db/commission-detail.ts'
import {
  type CommissionHoldRow,
  type DisclosureRow,
  findNewestPayee,
  findNewestRequest,
  listDisclosures,
  listHolds,
  type PayeeRequestRow,
  type PayeeRow,
} from '#server/db/commission-story.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { explainAmount } from '#server/domain/commission/amount.ts'
import type { ChosenCommission } from '#server/domain/commission/input.ts'
import { notFound } from '#server/domain/errors.ts'

export type CommissionDetail = {
  commission: CommissionHeader
  /** The amount reckoned anew from the snapshot is the one that was proposed. */
  isRebuilt: boolean
  entries: CommissionEntryRow[]
  holds: CommissionHoldRow[]
  disclosures: DisclosureRow[]
  payeeRequest: PayeeRequestRow | null
  payee: PayeeRow | null
}

/** One commission with everything that explains it, to the cent. */
export async function commissionDetail(
  actor: Actor,
  { id }: ChosenCommission,
): Promise<CommissionDetail> {
  authorize(actor, 'commission.read')
  return reading(actor, async (db) => {
    const commission = await findCommission(db, id)
    if (!commission) throw notFound('commission')
    const { snapshot, trace, referrerId } = commission
    const rebuilt = explainAmount(snapshot.policy, snapshot.netMinor)
    return {
      commission,
      isRebuilt: rebuilt.amountMinor === trace.amountMinor,
      entries: await listCommissionEntries(db, id),
      holds: await listHolds(db, id),
      disclosures: await listDisclosures(db, referrerId),
      payeeRequest: (await findNewestRequest(db, referrerId)) ?? null,
      payee: (await findNewestPayee(db, referrerId)) ?? null,
    }
  })
}
