import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { availableParallelism, cpus, release, type as system, totalmem } from 'node:os'
import pg from 'pg'
import { BENCH_STATE } from './bench-server.ts'

/** What the figures were measured on. The load average stands there as it was before the bench began. */
export async function describeMachine(
  url: string,
  load: readonly number[],
): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `SELECT current_setting('server_version') AS version, current_setting('shared_buffers') AS buffers, current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS commits`,
  )
  await client.end()
  const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(0)} GB`
  const { bavail, blocks, bsize } = statfsSync(BENCH_STATE)
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cores: `${availableParallelism()} × ${cpus()[0]?.model.trim()}`,
    memory: gigabytes(totalmem()),
    disk: `${gigabytes(blocks * bsize)}, ${gigabytes(bavail * bsize)} free`,
    system: `${system()} ${release()}`,
    node: process.version,
    postgres: `${rows[0]?.version}, shared_buffers ${rows[0]?.buffers}, fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.commits}`,
    load: load.map((average) => average.toFixed(2)).join(', '),
  }
}

/** The commit that is measured, with a mark where files differ from it. */
export function commitName(): string {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim()
  const changed = git('status', '--porcelain', '--untracked-files=no', 'server', 'prisma', 'app')
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`
}
