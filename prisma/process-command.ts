import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Command line of a running process; empty when there is none. Not known on Windows. */
export function processCommand(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    const path = `/proc/${pid}/cmdline`
    return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\0', ' ') : ''
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}
