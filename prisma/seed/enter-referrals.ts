import { advanceReferrals } from '#server/operations/referral/advance-referrals.ts'
import { claimReferrals } from '#server/operations/referral/claim-referrals.ts'
import { voidReferral } from '#server/operations/referral/void-referral.ts'
import { knownBetween } from './known-between.ts'
import type { SampleRun } from './sample-run.ts'
import { source } from './sample-source.ts'
import type { SampleReferral } from './world/referrals.ts'
import type { SampleCustomer } from './world/stays.ts'

type Week = readonly [from: Date, until: Date]

/** Enters who is said to have told whom, and how far it came, in a span of time. */
export async function enterReferrals(run: SampleRun, week: Week): Promise<void> {
  const claimed = run.world.referrals.map((referral) => ({ referral, at: referral.claimedAt }))
  const fresh = knownBetween(claimed, week).map(({ referral }) => referral)
  if (fresh.length > 0) await enterClaims(run, fresh, week[1])
  await enterSteps(run, week)
  await enterVoids(run, week)
}

async function enterClaims(run: SampleRun, referrals: SampleReferral[], until: Date) {
  const idOf = (customer: SampleCustomer) => run.customers.get(customer.externalId) ?? ''
  const claims = referrals.map((referral) => ({
    source,
    externalId: referral.externalId,
    referrerId: idOf(referral.referrer),
    refereeId: idOf(referral.referee),
    evidenceKind: referral.evidenceKind,
    evidence: referral.evidence,
    occurredAt: referral.claimedAt,
    experience: citedBy(run, referral),
    isHistory: false,
  }))
  const rivals = referrals.flatMap(({ externalId, referee, rival }) =>
    rival && rival.claimedAt <= until
      ? [
          {
            source,
            externalId: `${externalId}-B`,
            referrerId: idOf(rival.referrer),
            refereeId: idOf(referee),
            evidenceKind: 'staff' as const,
            evidence: '另一位客人也说介绍过',
            occurredAt: rival.claimedAt,
            isHistory: false,
          },
        ]
      : [],
  )
  const { results } = await claimReferrals(run.people.marketing, { claims: [...claims, ...rivals] })
  for (const [index, referral] of referrals.entries()) {
    const result = results[index]
    if (result?.outcome !== 'new' || !result.referralId) {
      throw new Error(`Claim ${referral.externalId}: ${JSON.stringify(result)}`)
    }
    run.referrals.set(referral.externalId, result.referralId)
  }
}

function citedBy(run: SampleRun, { cited, referrer }: SampleReferral) {
  const id = cited?.stay.customer === referrer && run.experiences.get(cited.externalId)
  return cited && id ? { occurredAt: cited.at, id } : null
}

/** Somebody noted the steps of two referrals in three; the order implies those of the others. */
async function enterSteps(run: SampleRun, week: Week): Promise<void> {
  const far = { claimed: 0, void: 0, confirmed: 1, visited: 2 }
  const steps = run.world.referrals.flatMap((referral, index) => {
    const referralId = run.referrals.get(referral.externalId)
    const came = referral.stay ? (index * 7) % 3 : far[referral.ending]
    if (!referralId) return []
    return [
      ...(came > 0 ? [{ referralId, to: 'confirmed' as const, at: referral.confirmedAt }] : []),
      ...(came > 1 ? [{ referralId, to: 'visited' as const, at: referral.visitedAt }] : []),
    ]
  })
  const due = knownBetween(steps, week)
  if (due.length === 0) return
  const { results } = await advanceReferrals(run.people.marketing, {
    steps: due.map(({ referralId, to, at }) => ({ referralId, to, occurredAt: at, note: null })),
  })
  const wrong = results.find(({ outcome }) => outcome === 'error')
  if (wrong) throw new Error(`Step: ${JSON.stringify(wrong)}`)
}

async function enterVoids(run: SampleRun, week: Week): Promise<void> {
  const ended = run.world.referrals.flatMap((referral) =>
    referral.ending === 'void' && !referral.stay ? [{ referral, at: referral.visitedAt }] : [],
  )
  for (const { referral } of knownBetween(ended, week)) {
    const id = run.referrals.get(referral.externalId)
    if (id) await voidReferral(run.people.marketing, { id, reason: referral.voidReason })
  }
}
