import { expect, it } from 'vitest'
import {
  act,
  bought,
  draft,
  kept,
  payable,
  sealPolicy,
  sentBatch,
} from '#prisma/invariants/money-steps.ts'
import { makeWorld, type World } from '#prisma/invariants/money-world.ts'
import { jobs } from './jobs.ts'

/** Everything that only a person may move, as it stands. */
async function standing(w: World) {
  return {
    entries: await w.app('SELECT entry_id, status FROM commission_entry_status ORDER BY entry_id'),
    decisions: await w.app('SELECT count(*)::int AS n FROM commission_decisions'),
    batches: await w.app('SELECT id, state FROM payout_batches ORDER BY id'),
    attempts: await w.app('SELECT id, state FROM payout_attempts ORDER BY id'),
    postings: await w.app('SELECT count(*)::int AS n FROM ledger_entries'),
    policies: await w.app('SELECT id, sealed_at FROM commission_policies ORDER BY id'),
  }
}

it('I19: however often the clock runs every job, nothing that was proposed goes further', async () => {
  const w = await makeWorld()
  await sealPolicy(w)
  await kept(w)
  await payable(w)
  await sentBatch(w)
  await payable(w)
  await act(w, w.members.finance, 'freeze', await draft(w))
  await payable(w)
  const before = await standing(w)
  const due = await bought(w)
  for (const job of [...Object.values(jobs), ...Object.values(jobs)])
    if (job.schedule) await job.run({}, new Date())

  const after = await standing(w)
  const added = after.entries.filter(
    (entry) => !before.entries.some((old) => old.entry_id === entry.entry_id),
  )
  expect(added.map((entry) => entry.status)).toEqual(['proposed'])
  expect(await w.app('SELECT state FROM referrals WHERE id = $1', [due.referral])).toEqual([
    { state: 'kept' },
  ])
  expect({ ...after, entries: after.entries.filter((entry) => !added.includes(entry)) }).toEqual(
    before,
  )
})
