import { z } from 'zod'
import { authPool } from './client.ts'

const Counted = z.object({ count: z.number(), seconds_left: z.number() })

/** Counts one more attempt in a fixed window that starts with the first; one statement, so that attempts at once all count. */
export async function countAttempt(
  key: string,
  windowSeconds: number,
): Promise<{ count: number; secondsLeft: number }> {
  const found = await authPool().query(
    `INSERT INTO auth_rate_limits AS kept (id, key, count, last_request)
     VALUES (gen_random_uuid(), $1, 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN excluded.last_request - kept.last_request > $2 * 1000 THEN 1 ELSE kept.count + 1 END,
       last_request = CASE WHEN excluded.last_request - kept.last_request > $2 * 1000
         THEN excluded.last_request ELSE kept.last_request END
     RETURNING count,
       greatest(1, ceil((last_request + $2 * 1000 - extract(epoch FROM clock_timestamp()) * 1000) / 1000))::int AS seconds_left`,
    [key, windowSeconds],
  )
  const counted = Counted.parse(found.rows[0])
  return { count: counted.count, secondsLeft: counted.seconds_left }
}

/** Forgets a counter, and with it a few that are older than a day, so that the table stays small. */
export async function forgetAttempts(key: string): Promise<void> {
  await authPool().query(
    `DELETE FROM auth_rate_limits WHERE key = $1
       OR id IN (SELECT id FROM auth_rate_limits
         WHERE last_request < (extract(epoch FROM clock_timestamp()) - 86400) * 1000 LIMIT 100)`,
    [key],
  )
}
