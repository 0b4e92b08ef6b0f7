import { ExperienceItem } from '../domain/experience/input.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import { contentHash } from './content-hash.ts'
import { episodeDays } from './episode.ts'
import { insertExperiences, type PlacedExperience } from './experience-insert.ts'
import { removeExperiences } from './experience-remove.ts'
import type { Ingested } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { decideAll, findKnown } from './fact-decision.ts'
import { episodeId } from './fact-id.ts'
import { businessDays, type Draft, type Intake, intake } from './fact-intake.ts'
import type { FactTx } from './fact-transaction.ts'
import { applyOutcomes, pairsWithOutcomes, retractOutcomes } from './outcome-marks.ts'

type Hashed = Draft<ExperienceItem> & { hash: string }

/** Saves a batch of experiences with their exposures and deltas, all set-wise, and answers item by item. */
export async function ingestExperiences(
  tx: FactTx,
  batch: FactBatch,
  now: Date,
): Promise<Ingested> {
  const taken = await intake(tx, { kind: 'experience', shape: ExperienceItem }, batch, now)
  const { results, lines } = taken
  const drafts = taken.drafts.map((draft): Hashed => ({ ...draft, hash: hashOf(draft) }))
  const known = await findKnown(
    tx,
    'experiences',
    drafts.map((draft) => draft.id),
  )
  const { fresh, changed } = decideAll(drafts, known, results)
  await confirmFacts(tx, batch, results, known)
  const replacing = batch.applyChanges ? changed : []
  if (batch.dryRun || fresh.length + replacing.length === 0) return { results, lines }

  const { timeZone } = taken.context
  const removed = replacing.flatMap((draft) => {
    const old = known.get(draft.id)
    return old ? [{ id: draft.id, ...old }] : []
  })
  const touched = await pairsWithOutcomes(tx, [...fresh, ...replacing, ...removed])
  await retractOutcomes(tx, timeZone, touched)
  await removeExperiences(tx, removed)
  await insertExperiences(tx, await placed(tx, taken, [...fresh, ...replacing]), { ...batch, now })
  await applyOutcomes(tx, timeZone, touched)
  lines.push(
    { noun: 'experiences', op: 'INSERT', ids: fresh.map((draft) => draft.id) },
    { noun: 'experiences', op: 'REPLACE', ids: replacing.map((draft) => draft.id) },
  )
  return { results, lines }
}

function hashOf({ item, momentNo, locationNo }: Draft<ExperienceItem>): string {
  const { occurredAt, score, emotion, note, staffRef, episodeExternalId } = item
  const at = occurredAt.getTime()
  return contentHash([at, momentNo, locationNo, score, emotion, note, staffRef, episodeExternalId])
}

/** Gives each experience its episode: the one that the business named, else the customer's business day. */
async function placed(
  tx: FactTx,
  { context }: Intake<ExperienceItem>,
  drafts: Hashed[],
): Promise<PlacedExperience[]> {
  const days = await businessDays(
    tx,
    context.timeZone,
    drafts.map(({ item }) => item.occurredAt),
  )
  const runs = drafts.map((draft, at): PlacedExperience => {
    const externalId = draft.item.episodeExternalId
    const day = days[at] ?? ''
    const id = episodeId(context.namespace, draft.customerId, externalId ? { externalId } : { day })
    return { ...draft, episodeId: id, episodeDay: day }
  })
  const named = runs.filter(({ item }) => item.episodeExternalId)
  if (named.length === 0) return runs
  const fixed = await episodeDays(
    tx,
    named.map((run) => ({ ...run, externalId: run.item.episodeExternalId ?? '' })),
  )
  return runs.map((run) => ({ ...run, episodeDay: fixed.get(run.episodeId) ?? run.episodeDay }))
}
