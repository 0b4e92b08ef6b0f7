import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from './cluster.ts'
import { StartError } from './start-error.ts'

const programs = '/usr/lib/postgresql/15/bin'
const citus = '/usr/share/postgresql/15/extension/citus.control'

export type TrialCluster = { url: string; stop: () => void }

/**
 * Three Postgres 15 with Citus on this machine, coordinator first, each open to whoever is on it: to try scale-out and to run the tests on, never for
 * anybody's data. Starts again what an earlier call has made in the folder.
 *
 * @throws StartError when Debian's Postgres 15 or Citus is not installed
 */
export async function startTrialCluster(folder: string, firstPort: number): Promise<TrialCluster> {
  if (!existsSync(join(programs, 'initdb')) || !existsSync(citus)) {
    throw new StartError(
      'This needs Postgres 15 of Debian (apt-get install postgresql-15) and Citus 13 built into it:\n' +
        '  git clone --branch v13.0.5 https://github.com/citusdata/citus && cd citus && ./configure && make && make install',
    )
  }
  const owner = systemUser()
  mkdirSync(folder, { recursive: true })
  if (owner) spawnSync('chown', [String(owner.uid), folder])
  const nodes = [0, 1, 2].map((index) => ({
    data: join(folder, `node-${index}`),
    port: firstPort + index,
  }))
  for (const { data, port } of nodes) startNode(data, port, owner)
  const urls = nodes.map(({ port }) => `postgres://postgres@127.0.0.1:${port}/postgres`)
  for (const url of urls)
    await withClient(url, (client) => client.query('CREATE EXTENSION IF NOT EXISTS citus'))
  await withClient(urls[0] ?? '', async (client) => {
    await client.query(`SELECT citus_set_coordinator_host('127.0.0.1', $1)`, [firstPort])
    for (const { port } of nodes.slice(1))
      await client.query(`SELECT citus_add_node('127.0.0.1', $1)`, [port])
  })
  const stop = () => {
    for (const { data } of nodes.toReversed())
      run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop'], owner)
  }
  return { url: urls[0] ?? '', stop }
}

type Owner = { uid: number; gid: number } | null

/** Postgres refuses to run as root; Debian's package has made a user for it. */
function systemUser(): Owner {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

function startNode(data: string, port: number, owner: Owner): void {
  if (!existsSync(join(data, 'PG_VERSION'))) {
    run(
      'initdb',
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
      owner,
    )
    appendFileSync(join(data, 'postgresql.conf'), settings(port))
  }
  run('pg_ctl', ['-D', data, '-l', join(data, 'server.log'), '-w', 'start'], owner)
}

/** Each database with Citus takes a background worker; each transaction over two nodes a prepared one. */
function settings(port: number): string {
  return `
port = ${port}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'citus'
max_connections = 300
max_prepared_transactions = 300
max_worker_processes = 64
max_wal_size = '4GB'
fsync = off
`
}

function run(program: string, args: string[], owner: Owner): void {
  // The nodes' connections to each other look for certificates at home, and root's is not theirs.
  const env = { ...process.env, HOME: '/nonexistent' }
  const options = { ...owner, env, cwd: '/' }
  const { status } = spawnSync(join(programs, program), args, { ...options, stdio: 'ignore' })
  if (status !== 0)
    throw new StartError(`${program} ${args.join(' ')} failed; see server.log there.`)
}
