import { authPool } from './client.ts'

type Profile = { name?: string; locale?: string | null; colorScheme?: string | null }

/** Writes what a person says of themselves; only what is given changes. As zhile_auth: the application cannot write people. */
export async function saveProfile(userId: string, profile: Profile): Promise<void> {
  const columns = { name: 'name', locale: 'locale', colorScheme: 'color_scheme' } as const
  const given = (['name', 'locale', 'colorScheme'] as const).filter(
    (key) => profile[key] !== undefined,
  )
  const sets = given.map((key, index) => `${columns[key]} = $${index + 2}`)
  await authPool().query(
    `UPDATE users SET ${[...sets, 'updated_at = clock_timestamp()'].join(', ')} WHERE id = $1`,
    [userId, ...given.map((key) => profile[key])],
  )
}
