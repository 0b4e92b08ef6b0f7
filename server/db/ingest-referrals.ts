import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import { ReferralItem } from '../domain/referral/input.ts'
import { askedId, type Referred, resolveCustomers } from './customer-reference.ts'
import type { Ingested } from './fact-audit.ts'
import { loadFactContext } from './fact-context.ts'
import { parseItems } from './fact-intake.ts'
import type { FactTx } from './fact-transaction.ts'
import { claimReferrals } from './referral.ts'

type Claim = { index: number; item: ReferralItem; referrerId: string; refereeId: string }

/** Saves a batch of referral claims and answers item by item. What a rule refuses is an error under the rule's name. */
export async function ingestReferrals(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  const { namespace } = await loadFactContext(tx)
  const { parsed, results } = parseItems(ReferralItem, batch, now)
  const references = new Map(
    parsed.flatMap(({ item }) =>
      [item.referrer, item.referee].map((who) => [askedId(namespace, who), who] as const),
    ),
  )
  const { found, created } = await resolveCustomers(tx, references, { ...batch, now })
  const claims: Claim[] = []
  for (const { index, item } of parsed) {
    const referrer = found.get(askedId(namespace, item.referrer))
    const referee = found.get(askedId(namespace, item.referee))
    if (isKnown(referrer) && isKnown(referee))
      claims.push({ index, item, referrerId: referrer.id, refereeId: referee.id })
    else results[index] = strangers(referrer, referee)
  }
  // In a trial nobody is made, so a claim about a stranger cannot be asked; nothing speaks against it.
  const unmade = new Set(batch.dryRun ? created : [])
  const asked = claims.filter(({ referrerId, refereeId }) => {
    return !unmade.has(referrerId) && !unmade.has(refereeId)
  })
  for (const { index } of claims) results[index] = { outcome: 'new', id: null }
  await claim(tx, asked, batch, results)
  return { results, lines: [] }
}

async function claim(
  tx: FactTx,
  claims: readonly Claim[],
  batch: FactBatch,
  results: ItemResult[],
): Promise<void> {
  if (claims.length === 0) return
  const items = claims.map(({ item, referrerId, refereeId }) => ({
    source: item.source,
    externalId: item.externalId,
    occurredAt: item.occurredAt,
    evidence: item.evidence,
    isHistory: item.isHistory,
    referrerId,
    refereeId,
    evidenceKind: 'import' as const,
    importId: batch.importId,
  }))
  const answers = await claimReferrals(tx, items, { isDry: batch.dryRun ?? false })
  for (const [at, { outcome, rule, claimId }] of answers.entries()) {
    const index = claims[at]?.index
    if (index === undefined) continue
    const problems = rule ? [{ field: 'referee', code: rule }] : []
    results[index] = { outcome, id: claimId, problems }
  }
}

function isKnown(referred: Referred | undefined): referred is { id: string } {
  return referred !== undefined && 'id' in referred
}

function strangers(referrer: Referred | undefined, referee: Referred | undefined): ItemResult {
  const problems = [
    ['referrer', referrer],
    ['referee', referee],
  ] as const
  return {
    outcome: 'error',
    id: null,
    problems: problems.flatMap(([field, who]) =>
      isKnown(who) ? [] : [{ field, code: who?.problem ?? 'customer.unknown' }],
    ),
  }
}
