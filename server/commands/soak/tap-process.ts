import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { recordMoment } from '#server/operations/experience/record-moment.ts'
import { openOwner } from '../bench/open-owner.ts'
import { BUSINESS, signIn } from '../bench/people.ts'

// Staff who tap, one moment after the other, until the process is killed; a tap that failed is tapped again, as a phone does.

export type TapTold = { acknowledged: string } | { error: string }

const owner = await openOwner(process.env.DATABASE_URL ?? '')
const { rows } = await owner.query<{ id: string }>(
  'SELECT id FROM bench.customers ORDER BY rank LIMIT 200',
)
await owner.end()
const { staff } = await signIn()
const moments = ['lobby', 'reception', 'room', 'breakfast', 'departure']

for (let turn = 0; ; turn += 1) {
  const externalId = randomUUID()
  const tap = {
    externalId,
    customer: { id: rows[turn % rows.length]?.id ?? '' },
    moment: moments[turn % moments.length] ?? null,
    location: null,
    note: null,
    score: (turn % 11) - 5,
    emotion: null,
    share: turn % 10 === 0 ? { channel: 'feed' as const, valence: 1 as const } : null,
    complaint: turn % 20 === 1 ? { severity: 2 as const } : null,
  }
  for (let isDone = false; !isDone; ) {
    isDone = await recordMoment(
      { ...staff, organizationId: BUSINESS.organizationId },
      tap,
      new Date(),
    ).then(
      () => true,
      (error: unknown) => {
        process.send?.({ error: String(error) } satisfies TapTold)
        return false
      },
    )
    if (!isDone) await wait(500)
  }
  process.send?.({ acknowledged: externalId } satisfies TapTold)
  await wait(50)
}
