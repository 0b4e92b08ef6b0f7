import { ExperienceItem } from '../domain/experience/input.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import { applyAnswers, customersWithAnswers, retractAnswers } from './answer-count.ts'
import { businessDays } from './business-day.ts'
import { contentHash } from './content-hash.ts'
import { episodeDays } from './episode.ts'
import { insertExperiences, type PlacedExperience } from './experience-insert.ts'
import { removeExperiences } from './experience-remove.ts'
import type { Ingested } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { decideAll, findKnown } from './fact-decision.ts'
import { episodeId } from './fact-id.ts'
import { type Intake, intake } from './fact-intake.ts'
import { suspectIds } from './fact-source.ts'
import type { FactTx } from './fact-transaction.ts'
import { applyOutcomes, pairsTouched, retractOutcomes } from './outcome-marks.ts'

/** Saves a batch of experiences with their exposures and deltas, all set-wise, and answers item by item. */
export async function ingestExperiences(
  tx: FactTx,
  batch: FactBatch,
  now: Date,
): Promise<Ingested> {
  const taken = await intake(tx, { kind: 'experience', shape: ExperienceItem }, batch, now)
  const { results, lines } = taken
  const drafts = placedOf(taken)
  const suspects = await suspectIds(tx, batch, drafts)
  const known = await findKnown(tx, 'experiences', suspects.ids)
  const { fresh, changed } = decideAll(drafts, known, results)
  await confirmFacts(tx, batch, results, known)
  const replacing = batch.applyChanges ? changed : []
  if (batch.dryRun || fresh.length + replacing.length === 0) return { results, lines }

  const { timeZone } = taken.context
  const written = replacing.length > 0 ? [...fresh, ...replacing] : fresh
  const removed = replacing.flatMap((draft) => {
    const old = known.get(draft.id)
    return old ? [{ id: draft.id, ...old }] : []
  })
  const touched = await pairsTouched(tx, [
    ...written.map((draft) => ({ ...draft, since: draft.item.occurredAt.toISOString() })),
    ...removed.map((old) => ({ ...old, since: old.occurredAt })),
  ])
  const answered = await customersWithAnswers(tx, [...written, ...removed])
  await retractOutcomes(tx, timeZone, touched)
  await retractAnswers(tx, answered)
  await removeExperiences(tx, removed)
  await fixEpisodes(tx, taken, written)
  await insertExperiences(tx, written, { ...batch, now })
  await suspects.remember(fresh.map((draft) => draft.id))
  await applyOutcomes(tx, timeZone, touched)
  await applyAnswers(tx, answered)
  lines.push(
    { noun: 'experiences', op: 'INSERT', ids: fresh.map((draft) => draft.id) },
    { noun: 'experiences', op: 'REPLACE', ids: replacing.map((draft) => draft.id) },
  )
  return { results, lines }
}

/** One object per experience, filled in as it goes: at fifty thousand a second copies are what costs. */
function placedOf({ drafts }: Intake<ExperienceItem>): PlacedExperience[] {
  return drafts.map(({ index, item, id, customerId, momentNo, momentId, locationNo }) => {
    const { occurredAt, score, emotion, note, staffRef, episodeExternalId } = item
    const said = [occurredAt.getTime(), momentNo, locationNo, score, emotion, note, staffRef]
    const hash = contentHash([...said, episodeExternalId])
    const place = { index, item, id, customerId, momentNo, momentId, locationNo }
    return { ...place, hash, episodeId: '', episodeDay: '' }
  })
}

/** Gives each experience its episode: the one that the business named, else the customer's business day. */
async function fixEpisodes(
  tx: FactTx,
  { context }: Intake<ExperienceItem>,
  placed: PlacedExperience[],
): Promise<void> {
  const instants = placed.map(({ item }) => item.occurredAt)
  const days = await businessDays(tx, context.timeZone, instants)
  let hasNamed = false
  placed.forEach((one, at) => {
    const day = days[at] ?? ''
    const externalId = one.item.episodeExternalId
    if (externalId) hasNamed = true
    one.episodeDay = day
    one.episodeId = episodeId(
      context.namespace,
      one.customerId,
      externalId ? { externalId } : { day },
    )
  })
  if (!hasNamed) return
  const named = placed.filter(({ item }) => item.episodeExternalId)
  const fixed = await episodeDays(
    tx,
    named.map((run) => ({ ...run, externalId: run.item.episodeExternalId ?? '' })),
  )
  for (const run of named) run.episodeDay = fixed.get(run.episodeId) ?? run.episodeDay
}
