import { existsSync, statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

/**
 * The server's whole postgresql.conf, sized to this machine and written anew at every start.
 *
 * @param durable  false only for tests: a crash may then lose the data
 */
export function embeddedSettings(port: number, durable: boolean): string {
  const memory = memoryMegabytes()
  const settings: Record<string, string | number> = {
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    port,
    // Two app processes and two workers with all of their pools full.
    max_connections: 300,
    // The hot month's indexes must fit: at fifty million facts a year they take some gigabytes.
    shared_buffers: `${between(128, memory / 5, durable ? 8192 : 1024)}MB`,
    effective_cache_size: `${between(256, memory / 2, 65536)}MB`,
    work_mem: `${between(8, memory / 256, 64)}MB`,
    maintenance_work_mem: `${between(64, memory / 32, 512)}MB`,
    // Checkpoints that come early write whole pages again and again while a large file comes in.
    max_wal_size: `${durable ? between(2048, memory / 3, 8192) : 1024}MB`,
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    jit: 'off',
    dynamic_shared_memory_type: sharedMemory(),
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    lc_messages: "'C'",
    default_text_search_config: "'pg_catalog.simple'",
    autovacuum_vacuum_insert_scale_factor: 0.05,
  }
  if (!durable)
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return `# Written by prisma/embedded.ts at every start.\n${lines.join('\n')}\n`
}

function memoryMegabytes(): number {
  const limit = process.constrainedMemory()
  const bytes = limit > 0 && limit < totalmem() ? limit : totalmem()
  return bytes / megabyte
}

/** Containers often give /dev/shm only 64 MB, too little for parallel queries. */
function sharedMemory(): string {
  if (process.platform === 'win32') return 'windows'
  if (!existsSync('/dev/shm')) return 'posix'
  const { blocks, bsize } = statfsSync('/dev/shm')
  return blocks * bsize < 256 * megabyte ? 'mmap' : 'posix'
}

function between(low: number, value: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)))
}
