import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './start-error.ts'

/** Runs the work while no other process of this machine runs work under the same lock file. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 120_000
  while (!take(path)) {
    if (Date.now() > deadline)
      throw new StartError(`Another start is stuck. End it, or remove ${path}`)
    await wait(100)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!holderLives(path)) rmSync(path, { force: true })
    return false
  }
}

function holderLives(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    // An empty file belongs to a holder that is just writing its number.
    return pid === 0 || process.kill(pid, 0)
  } catch {
    return false
  }
}
