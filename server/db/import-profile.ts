import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ProfileMapping } from '../domain/import/input.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

export type SavedProfile = { id: string; name: string; kind: string; mapping: ProfileMapping }

export async function saveProfile(
  tx: Tx,
  given: { name: string; kind: string; mapping: ProfileMapping; now: Date },
): Promise<void> {
  await tx.execute(
    `INSERT INTO import_profiles (id, organization_id, name, kind, mapping, created_at, updated_at)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6, $6)
     ON CONFLICT (organization_id, name) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping, updated_at = excluded.updated_at`,
    [
      randomUUID(),
      tx.organizationId,
      given.name,
      given.kind,
      JSON.stringify(given.mapping),
      given.now,
    ],
  )
}

export function deleteProfile(tx: Tx, profileId: string): Promise<number> {
  return tx.execute('DELETE FROM import_profiles WHERE id = $1::uuid', [profileId])
}

const ProfileRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  mapping: ProfileMapping,
})

/** The organization's own profiles, by name. */
export function findProfiles(db: Reading): Promise<SavedProfile[]> {
  return db.rows(
    ProfileRow,
    'SELECT id, name, kind, mapping FROM import_profiles ORDER BY name, id',
  )
}
