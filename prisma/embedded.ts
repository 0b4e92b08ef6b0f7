import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type EmbeddedHome, embeddedHome } from './embedded-home.ts'
import { embeddedSettings } from './embedded-settings.ts'
import { withFileLock } from './file-lock.ts'
import { isPortFree } from './ports.ts'
import { processCommand } from './process-command.ts'
import { StartError } from './start-error.ts'

export type Embedded = {
  /** Connection of the superuser to the server's `postgres` database. */
  url: string
  /** True when the server of an earlier run was still there and serves on. */
  wasRunning: boolean
  notice: string | null
  stop: () => Promise<void>
}

type Options = {
  /** Folder that keeps what must survive a restart, `.zhile` of the project. */
  state: string
  name: string
  port: number
  password: string
  durable: boolean
}

/** Starts the Postgres that npm brought, or adopts the one an earlier run left behind. */
export async function startEmbedded(options: Options): Promise<Embedded> {
  mkdirSync(options.state, { recursive: true })
  const lock = join(options.state, `${options.name}.lock`)
  return withFileLock(lock, () => startAlone(options))
}

async function startAlone(options: Options): Promise<Embedded> {
  const home = embeddedHome(options.state, options.name)
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialize(home, options)
  const url = (port: number) => `postgres://postgres:${options.password}@127.0.0.1:${port}/postgres`
  const found = { notice: home.notice, stop: () => stop(home) }

  const orphan = readPidFile(home)
  if (orphan !== null && (await answers(url(orphan.port), home))) {
    return { ...found, url: url(orphan.port), wasRunning: true }
  }
  if (orphan !== null) await clear(home, orphan.pid)

  const port = await freePort(options.port)
  writeSettings(home, port, options.durable)
  await start(home)
  return { ...found, url: url(port), wasRunning: false }
}

async function initialize(home: EmbeddedHome, options: Options): Promise<void> {
  // A killed initdb leaves a half-made folder; only a finished one gets the real name.
  const draft = `${home.data}.draft`
  const passwordFile = `${home.data}.password`
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  give(home, passwordFile)
  const result = await run(home, 'initdb', [
    `--pgdata=${draft}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=zh',
    ...(options.durable ? [] : ['--no-sync']),
  ])
  rmSync(passwordFile)
  if (result.code !== 0) throw failure('initialize', home, result.output)
  renameSync(draft, home.data)
}

async function start(home: EmbeddedHome): Promise<void> {
  if (existsSync(home.log)) truncateSync(home.log)
  // Children of a killed server hold its shared memory for a moment longer.
  for (let attempt = 1; ; attempt++) {
    const args = ['start', '-w', '-t', '120', '-D', home.data, '-l', home.log]
    const { code } = await run(home, 'pg_ctl', args)
    if (code === 0) return
    const log = existsSync(home.log) ? readFileSync(home.log, 'utf8') : ''
    if (attempt === 10 || !log.includes('shared memory')) throw failure('start', home, log)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function stop(home: EmbeddedHome): Promise<void> {
  await run(home, 'pg_ctl', ['stop', '-w', '-t', '20', '-m', 'fast', '-D', home.data])
}

/** Makes room for a start: ends a server that no longer answers, and drops a stale pid file. */
async function clear(home: EmbeddedHome, pid: number): Promise<void> {
  if (isServer(pid, home)) await stop(home)
  if (isServer(pid, home)) {
    throw new StartError(
      `The database of an earlier run (process ${pid}) neither answers nor ends. ` +
        `End it, then start again: kill -9 ${pid}`,
    )
  }
  rmSync(join(home.data, 'postmaster.pid'), { force: true })
}

function readPidFile(home: EmbeddedHome): { pid: number; port: number } | null {
  const path = join(home.data, 'postmaster.pid')
  if (!existsSync(path)) return null
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n')
  return { pid: Number(pid), port: Number(port) }
}

/** After a reboot the pid of a stale file may belong to anybody, so the process is looked at. */
function isServer(pid: number, home: EmbeddedHome): boolean {
  return process.platform === 'win32' || processCommand(pid).includes(home.data)
}

async function answers(url: string, home: EmbeddedHome): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory === home.data
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 10; port++) {
    if (await isPortFree(port)) return port
  }
  throw new StartError(
    `The ports ${wanted} to ${wanted + 9} are all taken, so the database cannot start. ` +
      'Name a free one: ZHILE_POSTGRES_PORT=55432 npm run demo',
  )
}

function writeSettings(home: EmbeddedHome, port: number, durable: boolean): void {
  const path = join(home.data, 'postgresql.conf')
  writeFileSync(path, embeddedSettings(port, durable), { mode: 0o600 })
  give(home, path)
}

function give(home: EmbeddedHome, path: string): void {
  if (home.owner !== null) chownSync(path, home.owner.uid, home.owner.gid)
}

async function run(home: EmbeddedHome, program: string, args: string[]) {
  // The server that pg_ctl leaves behind would keep a pipe open for as long as it runs.
  const output = program === 'initdb' ? 'pipe' : 'ignore'
  const child = spawn(join(home.native, 'bin', program), args, {
    ...home.owner,
    // The default working directory may be closed to the system user.
    cwd: dirname(home.data),
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', output, output],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code: Number(code), output: printed }
}

function failure(step: string, home: EmbeddedHome, output: string): StartError {
  const full = output.includes('No space left on device')
  const advice = full
    ? `The disk of ${dirname(home.data)} is full. Free some space and start again.`
    : `See ${home.log}. To begin anew with an empty database, move ${home.data} away.`
  return new StartError(
    `Postgres could not ${step}. ${advice}\n${output.trim().split('\n').slice(-8).join('\n')}`,
  )
}
