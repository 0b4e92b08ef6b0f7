import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { ExperienceItem } from '../domain/experience/input.ts'
import { arrayLiteral, plainLiteral } from './array-literal.ts'
import type { IngestOptions } from './fact-audit.ts'
import type { Draft } from './fact-intake.ts'
import type { FactTx } from './fact-transaction.ts'
import { recordedBy } from './recorded-by.ts'

export type PlacedExperience = Draft<ExperienceItem> & {
  hash: string
  episodeId: string
  episodeDay: string
}

/**
 * Facts, exposures and deltas in one statement, which answers with the exposures that were there already. The caller holds the
 * lock of the customers.
 */
const INSERT = `
WITH item AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::smallint[], $5::smallint[], $6::smallint[], $7::text[],
    $8::uuid[], $9::date[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
  AS item (customer_id, occurred_at, id, moment_no, location_no, score, emotion, episode_id, episode_day, content_hash,
    note, staff_ref, source, external_id)
), fact AS (
  INSERT INTO experiences (customer_id, occurred_at, id, organization_id, recorded_at, moment_no, location_no, score, emotion,
    note, staff_ref, source, external_id, episode_id, episode_day, import_id, recorded_by, content_hash)
  SELECT customer_id, occurred_at, id, $15::uuid, $16::timestamptz, moment_no, location_no, score, emotion,
    note, staff_ref, source, external_id, episode_id, episode_day, $17::uuid, $18::uuid, decode(content_hash, 'hex')
  FROM item
  -- Nobody reads it: without an answer Citus would write by COPY, which row-level security forbids.
  RETURNING 1
), candidate AS MATERIALIZED (
  SELECT DISTINCT ON (customer_id, episode_day, episode_id, moment_no)
    customer_id, episode_day, episode_id, moment_no, location_no, occurred_at AS exposed_at
  FROM item
  ORDER BY customer_id, episode_day, episode_id, moment_no, occurred_at, location_no
), added AS (
  INSERT INTO exposures (customer_id, episode_day, episode_id, moment_no, organization_id, location_no, exposed_at)
  SELECT customer_id, episode_day, episode_id, moment_no, $15::uuid, location_no, exposed_at FROM candidate
  ON CONFLICT DO NOTHING
  RETURNING customer_id, episode_day, episode_id, moment_no, location_no
), change AS (
  SELECT episode_day AS day, moment_no, location_no, 0 AS exposures, 1 AS experiences, (score IS NOT NULL)::int AS scores,
    coalesce(score, 0) AS score, coalesce(score * score, 0) AS square
  FROM item
  UNION ALL SELECT episode_day, moment_no, location_no, 1, 0, 0, 0, 0 FROM added
), counted AS (
  INSERT INTO moment_day_deltas (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
    score_sum, score_square_sum)
  SELECT $15::uuid, day, moment_no, location_no, sum(exposures), sum(experiences), sum(scores), sum(score), sum(square)
  FROM change GROUP BY day, moment_no, location_no
)
SELECT c.customer_id, c.episode_day::text, c.episode_id, c.moment_no, c.location_no, c.exposed_at::text
FROM candidate c LEFT JOIN added a USING (customer_id, episode_day, episode_id, moment_no)
WHERE a.customer_id IS NULL`

/**
 * An exposure takes time and place of its first experience (of two at one instant, of the smaller location), so a late
 * experience may move it. Few exposures are there twice, and their days bound the months that are looked into.
 */
const LATE = `
SELECT c.customer_id, c.episode_day::text, c.episode_id, c.moment_no, c.location_no, c.exposed_at::text, x.location_no AS old_location_no
FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::smallint[], $5::smallint[], $6::timestamptz[])
  AS c (customer_id, episode_day, episode_id, moment_no, location_no, exposed_at)
JOIN exposures x ON x.customer_id = c.customer_id AND x.episode_day = c.episode_day AND x.episode_id = c.episode_id
  AND x.moment_no = c.moment_no
WHERE x.episode_day BETWEEN $7::date AND $8::date AND (c.exposed_at, c.location_no) < (x.exposed_at, x.location_no)`

const MOVE = `
UPDATE exposures x SET exposed_at = l.exposed_at, location_no = l.location_no
FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::smallint[], $5::smallint[], $6::timestamptz[])
  AS l (customer_id, episode_day, episode_id, moment_no, location_no, exposed_at)
WHERE x.customer_id = l.customer_id AND x.episode_day = l.episode_day AND x.episode_id = l.episode_id
  AND x.moment_no = l.moment_no AND x.episode_day BETWEEN $7::date AND $8::date`

/** Apart from MOVE: where all customers lie on one node Citus would count the rows' numbers there. */
const COUNT_MOVED = `
INSERT INTO moment_day_deltas (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
  score_sum, score_square_sum)
SELECT $5::uuid, day, moment_no, place, sum(exposures), 0, 0, 0, 0
FROM unnest($1::date[], $2::smallint[], $3::smallint[], $4::smallint[]) AS moved (day, moment_no, old_location_no, location_no)
CROSS JOIN LATERAL (VALUES (location_no, 1), (old_location_no, -1)) AS change (place, exposures)
GROUP BY day, moment_no, place HAVING sum(exposures) <> 0`

const Standing = z.object({
  customer_id: z.string(),
  episode_day: z.string(),
  episode_id: z.string(),
  moment_no: z.number(),
  location_no: z.number(),
  exposed_at: z.string(),
})
type Standing = z.infer<typeof Standing>

const Late = Standing.extend({ old_location_no: z.number() })

export async function insertExperiences(
  tx: FactTx,
  drafts: PlacedExperience[],
  options: IngestOptions,
): Promise<void> {
  // By customer, so that the index pages of one are written together.
  const sorted = drafts.toSorted(byCustomer)
  const standing: Standing[] = []
  let sent: Promise<Standing[]> | null = null
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const { plain, text } = columnsOf(sorted.slice(from, from + AT_ONCE))
    const values = [...plain.map(plainLiteral), ...text.map(arrayLiteral)]
    if (sent) standing.push(...(await sent))
    const by = [tx.organizationId, options.now, options.importId ?? null, recordedBy(tx)]
    sent = tx.rows(Standing, INSERT, [...values, ...by])
    // Whether it could is asked below.
    sent.catch(() => undefined)
    // Lets the statement leave this process before the next one's columns are made beside it.
    await setImmediate()
  }
  if (sent) standing.push(...(await sent))
  await moveExposures(tx, standing)
}

/** While the database writes these, the columns of the next are made; and as many objects fit a processor's cache. */
const AT_ONCE = 2500

async function moveExposures(tx: FactTx, standing: Standing[]): Promise<void> {
  if (standing.length === 0) return
  const late = await tx.rows(Late, LATE, keysOf(standing))
  if (late.length === 0) return
  await tx.execute(MOVE, keysOf(late))
  await tx.execute(COUNT_MOVED, [
    plainLiteral(late.map((one) => one.episode_day)),
    plainLiteral(late.map((one) => one.moment_no)),
    plainLiteral(late.map((one) => one.old_location_no)),
    plainLiteral(late.map((one) => one.location_no)),
    tx.organizationId,
  ])
}

/** Keys and places of exposures, and the days that bound the months they lie in. */
function keysOf(exposures: Standing[]): unknown[] {
  const column = (name: keyof Standing) => plainLiteral(exposures.map((one) => one[name]))
  const days = exposures.map((one) => one.episode_day).sort()
  return [
    column('customer_id'),
    column('episode_day'),
    column('episode_id'),
    column('moment_no'),
    column('location_no'),
    arrayLiteral(exposures.map((one) => one.exposed_at)),
    days[0],
    days.at(-1),
  ]
}

/** One walk over the drafts for all columns: ten thousand objects are read from memory once and not fourteen times. */
function columnsOf(drafts: PlacedExperience[]) {
  const plain: (string | number | null)[][] = Array.from({ length: 10 }, () => [])
  const text: (string | null)[][] = Array.from({ length: 4 }, () => [])
  for (const draft of drafts) {
    const { item } = draft
    const { score, emotion, note, staffRef, source, externalId } = item
    const { customerId, id, momentNo, locationNo, episodeId, episodeDay, hash } = draft
    const at = item.occurredAt.toISOString()
    const known = [customerId, at, id, momentNo, locationNo, score, emotion, episodeId]
    for (let column = 0; column < 8; column++) plain[column]?.push(known[column] ?? null)
    plain[8]?.push(episodeDay)
    plain[9]?.push(hash)
    text[0]?.push(note)
    text[1]?.push(staffRef)
    text[2]?.push(source)
    text[3]?.push(externalId)
  }
  return { plain, text }
}

function byCustomer(one: PlacedExperience, other: PlacedExperience): number {
  return one.customerId < other.customerId ? -1 : one.customerId > other.customerId ? 1 : 0
}
