import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { embeddedBinaries } from './embedded-binaries.ts'
import { StartError } from './start-error.ts'

/** Where one embedded server lives, and as whom it runs when we are root (Postgres refuses root). */
export type EmbeddedHome = {
  native: string
  data: string
  log: string
  owner: { uid: number; gid: number } | null
  notice: string | null
}

const systemUser = 'zhile'
const leastFreeBytes = 500 * 1024 * 1024

export function embeddedHome(state: string, name: string): EmbeddedHome {
  mkdirSync(state, { recursive: true })
  const native = embeddedBinaries()
  const owner = process.getuid?.() === 0 ? ensureSystemUser() : null
  const home = owner === null ? inside(state, name, native) : homeOf(owner, state, name, native)
  const { bavail, bsize } = statfsSync(dirname(home.data))
  if (bavail * bsize >= leastFreeBytes) return home
  throw new StartError(
    `Only ${Math.round((bavail * bsize) / 1024 ** 2)} MB are free in ${dirname(home.data)}; ` +
      'the database needs 500 MB. Free some space and start again.',
  )
}

function inside(folder: string, name: string, native: string): EmbeddedHome {
  const server = join(folder, name)
  mkdirSync(server, { recursive: true, mode: 0o700 })
  return {
    native,
    data: join(server, 'data'),
    log: join(server, 'server.log'),
    owner: null,
    notice: null,
  }
}

function homeOf(
  owner: NonNullable<EmbeddedHome['owner']>,
  state: string,
  name: string,
  native: string,
): EmbeddedHome {
  // Others may pass through the state folder but not list it; secrets.json has its own 0600.
  chmodSync(state, 0o711)
  if (canUse(owner, state, native)) return ownedBy(owner, inside(state, name, native))
  const id = createHash('sha256').update(state).digest('hex').slice(0, 12)
  const base = `/var/lib/zhile-${id}`
  const copy = join(base, 'native')
  mkdirSync(base, { recursive: true, mode: 0o711 })
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  if (!canUse(owner, base, copy)) {
    throw new StartError(
      `The database user "${systemUser}" can enter neither ${state} nor ${base}.\n` +
        'Start as an ordinary user, or move the project to a folder that everybody can enter (chmod o+x).',
    )
  }
  const notice = `The database user "${systemUser}" cannot enter ${state}; the data lives in ${base}.`
  return { ...ownedBy(owner, inside(base, name, copy)), notice }
}

function ownedBy(owner: { uid: number; gid: number }, home: EmbeddedHome): EmbeddedHome {
  chownSync(dirname(home.data), owner.uid, owner.gid)
  return { ...home, owner }
}

function canUse(owner: { uid: number; gid: number }, folder: string, native: string): boolean {
  const options = { ...owner, cwd: '/' }
  return (
    spawnSync('test', ['-x', folder], options).status === 0 &&
    spawnSync(join(native, 'bin', 'postgres'), ['--version'], options).status === 0
  )
}

function ensureSystemUser(): { uid: number; gid: number } {
  const known = findSystemUser()
  if (known !== null) return known
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    systemUser,
  ])
  const made = findSystemUser()
  if (made !== null) return made
  throw new StartError(
    `Postgres does not run as root, and the system user "${systemUser}" could not be made. ` +
      `Make it (useradd --system ${systemUser}), or start as an ordinary user.`,
  )
}

function findSystemUser(): { uid: number; gid: number } | null {
  const id = (flag: string) => spawnSync('id', [flag, systemUser], { encoding: 'utf8' })
  const [uid, gid] = [id('-u'), id('-g')]
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : null
}
