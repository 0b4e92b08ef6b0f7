import { z } from 'zod'

const Url = z.string().regex(/^postgres(ql)?:\/\//)

const Env = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: Url,
  DATABASE_APP_URL: Url,
  DATABASE_WORKER_URL: Url,
  DATABASE_AUTH_URL: Url,
  /** A streaming replica, for counts and lists of facts (server/db/reading.ts); its user is DATABASE_APP_URL's where it names none. */
  DATABASE_READ_URL: Url.optional().or(z.literal('').transform(() => undefined)),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  /** Where people reach the app; links in mails and the same-origin check use it. */
  APP_URL: z.url().default('http://localhost:3000'),
  AUTH_SECRET: z.string().min(32),
  /** 32 bytes in base64: phones and accounts are encrypted and blindly indexed with keys derived from it. */
  PHONE_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  /** Lets webhooks go to this machine itself, by http too: for tests and for building a receiver, never where others are let in. */
  WEBHOOKS_TO_LOOPBACK: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((value) => value === 'yes'),
  /** Items that one API key may send in a minute, saved up to as many. */
  API_ITEMS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000_000).default(6_000_000),
  /** Experiences older than this leave the live table, month by month; without it none does. Longer than any lag that is counted. */
  ARCHIVE_AFTER_MONTHS: z.coerce.number().int().min(36).max(1200).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Env = z.infer<typeof Env>

let parsed: Env | undefined

/**
 * The process's settings, parsed at the first call.
 * @throws Error that names each missing or wrong variable, so that a start fails at once and says why.
 */
export function env(): Env {
  if (parsed) return parsed
  const result = Env.safeParse(process.env)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Settings are missing or wrong (see .env.example):\n${lines.join('\n')}`)
  }
  parsed = result.data
  return parsed
}
