import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

const Secrets = z.object({
  postgres: z.string().min(20),
  zhile_app: z.string().min(20),
  zhile_worker: z.string().min(20),
  zhile_auth: z.string().min(20),
  AUTH_SECRET: z.string().min(32),
  PHONE_KEY: z.string().min(44),
})
export type Secrets = z.infer<typeof Secrets>

/** Reads `secrets.json` of a state folder, and makes it with random values the first time. */
export function readSecrets(stateDirectory: string): Secrets {
  const path = join(stateDirectory, 'secrets.json')
  const text = read(path) ?? create(path)
  const parsed = Secrets.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new StartError(
    `${path} is damaged. Restore it from a backup; without it the stored phone numbers cannot be read.`,
  )
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function create(path: string): string {
  const secret = () => randomBytes(32).toString('base64url')
  const secrets: Secrets = {
    postgres: secret(),
    zhile_app: secret(),
    zhile_worker: secret(),
    zhile_auth: secret(),
    AUTH_SECRET: secret(),
    PHONE_KEY: randomBytes(32).toString('base64'),
  }
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  // A link either succeeds or fails as a whole, so two first starts at once agree on one file.
  try {
    linkSync(draft, path)
  } catch {
    // The other start was faster.
  }
  rmSync(draft)
  return readFileSync(path, 'utf8')
}
