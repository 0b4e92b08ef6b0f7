import { z } from 'zod'
import { findArchivedUntil } from '#server/db/archived-until.ts'
import { countExposuresBehind, countUnattached } from '#server/db/exposure-count.ts'
import { type BehindRow, type ExposureKey, listExposuresBehind } from '#server/db/exposure-page.ts'
import { readToday } from '#server/db/impact-frame.ts'
import { type Reading, reading } from '#server/db/reading.ts'
import { listUnattached } from '#server/db/unattached-page.ts'
import type { Actor } from '#server/domain/actor.ts'
import { authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import { maturedUntil } from '#server/domain/impact/impact-metric.ts'
import type { ExposuresQuestion } from '#server/domain/impact/input.ts'
import { addDays, type Span, spanOf } from '#server/domain/period.ts'

const PAGE_SIZE = 50

export type ExposuresBehind = {
  rows: BehindRow[]
  /** Of all pages; told with the first, null on later ones. */
  totalCount: number | null
  /** Where the next page begins; null after the last. */
  nextCursor: string | null
  /** Scores before this instant are archived and not shown; null where the rows begin later. */
  archivedUntil: Date | null
}

/** The customers behind one number of the Impact page: as many as the number says. */
export async function exposuresBehind(
  actor: Actor,
  input: ExposuresQuestion,
  now: Date,
): Promise<ExposuresBehind> {
  authorize(actor, 'impact.read')
  const after = input.cursor === null ? null : keyOf(input.cursor)
  return reading(actor, async (db) => {
    const today = await readToday(db, now)
    const span = cohortOf(input, spanOf(input.period, today), today)
    const page = { after, size: PAGE_SIZE + 1 }
    const { found, count } = await ask(db, input, { span, today, page })
    const rows = found.slice(0, PAGE_SIZE)
    const archivedUntil = await findArchivedUntil(db)
    return {
      rows,
      totalCount: after ? null : await count(),
      nextCursor: found.length > PAGE_SIZE ? cursorOf(rows.at(-1)) : null,
      archivedUntil:
        archivedUntil && span.from < archivedUntil.toISOString() ? archivedUntil : null,
    }
  })
}

type Asked = {
  span: Span
  today: string
  page: { after: ExposureKey | null; size: number }
}

/** The page, and how to count all pages; exposures, or outcomes that have none. */
async function ask(db: Reading, input: ExposuresQuestion, { span, today, page }: Asked) {
  const { momentNo, locationNo, outcome, only } = input
  if (only === 'named' || only === 'unnamed') {
    const filter = { span, locationNo, outcome, isNamed: only === 'named' }
    const count = (days: Span) => countUnattached(db, { ...filter, span: days })
    const found = await listUnattached(
      db,
      { ...filter, span: await daysOfPage(span, { ...page, today }, count) },
      page,
    )
    return { found, count: () => count(span) }
  }
  const filter = { span, momentNo, locationNo, outcome, only }
  const count = (days: Span) => countExposuresBehind(db, { ...filter, span: days })
  const found = await listExposuresBehind(
    db,
    { ...filter, span: await daysOfPage(span, { ...page, today }, count) },
    page,
  )
  return { found, count: () => count(span) }
}

/**
 * The last days that hold a page, as the rollups count them, from one day on in fourfold steps: without that a page would sort a month
 * of everybody's.
 */
async function daysOfPage(
  { from: first, until: last }: Span,
  { after, size, today }: Asked['page'] & { today: string },
  count: (days: Span) => Promise<number>,
): Promise<Span> {
  // Nothing has happened later than today, wherever the span ends and whatever the zone.
  const [until = last] = [last, addDays(today, 2), after?.episodeDay ?? last].sort()
  for (let days = 1; ; days *= 4) {
    const from = addDays(until, -days)
    if (from <= first) return { from: first, until: last }
    if ((await count({ from, until })) >= size) return { from, until: last }
  }
}

/** The days of the span that belong to the cohort; an empty span where none does. */
function cohortOf(input: ExposuresQuestion, span: Span, today: string): Span {
  const edge = maturedUntil(input.outcome, today)
  switch (input.cohort) {
    case 'all':
      return span
    case 'matured':
      return { from: span.from, until: edge < span.until ? edge : span.until }
    case 'young':
      return { from: edge > span.from ? edge : span.from, until: span.until }
  }
}

const Cursor = z.tuple([
  z.iso.date(),
  z.guid(),
  z.guid(),
  z.coerce.number().int().min(0).max(32_767),
])

function keyOf(cursor: string): ExposureKey {
  const parsed = Cursor.safeParse(cursor.split('_'))
  if (!parsed.success) throw invalid([{ field: 'cursor', code: 'invalid' }])
  const [episodeDay, customerId, episodeId, momentNo] = parsed.data
  return { episodeDay, customerId, episodeId, momentNo }
}

function cursorOf(row: BehindRow | undefined): string | null {
  return row ? [row.episodeDay, row.customerId, row.episodeId, row.momentNo].join('_') : null
}
