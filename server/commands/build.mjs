import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, say, stop } from './install.mjs'

const stamp = '.next/standalone/sources.sha256'
const generatedStamp = 'server/db/generated/models.sha256'

/** Writes the Prisma client when a model changed. */
export function ensureGenerated() {
  const hash = hashOf(['prisma/schema.prisma', 'prisma/models', 'package-lock.json'])
  if (read(generatedStamp) === hash) return
  say('Generating the database client')
  if (!run('prisma/build/index.js', ['generate', '--no-hints'])) {
    stop('The database client could not be generated.', 'The reason stands above.')
  }
  writeFileSync(generatedStamp, hash)
}

/** Builds the app when a source changed; false when it cannot be built. */
export function ensureBuilt() {
  const hash = hashOf([
    'app',
    'server',
    'prisma',
    'public',
    'proxy.ts',
    'next.config.js',
    'tsconfig.json',
    'package-lock.json',
  ])
  // A build that another one overtook leaves a stamp without a server.
  if (read(stamp) === hash && existsSync('.next/standalone/server.js')) return true
  say('Building the app (about half a minute)')
  rmSync(stamp, { force: true })
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  if (!run('next/dist/bin/next', ['build'], env)) return false
  // The standalone server brings everything but these two folders.
  cpSync('.next/static', '.next/standalone/.next/static', { recursive: true })
  if (existsSync('public')) cpSync('public', '.next/standalone/public', { recursive: true })
  writeFileSync(stamp, hash)
  return true
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const files = paths.filter((path) => existsSync(path)).flatMap(filesOf)
  for (const file of files.sort()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(path) {
  if (/generated$|\.test\.tsx?$|(seed|commands)$/.test(path)) return []
  try {
    return readdirSync(path).flatMap((name) => filesOf(join(path, name)))
  } catch {
    return [path]
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
