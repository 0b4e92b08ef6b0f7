import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateDirectory } from './project-database.ts'

export type Service = {
  /** Rejects when the process ends although nobody stopped it. */
  ended: Promise<never>
  stop: () => Promise<void>
}

/** Runs one of our processes beside this one; what it prints goes to `<name>.log`. */
export function startService(name: string, args: string[], env: Record<string, string>): Service {
  const path = join(stateDirectory, `${name}.log`)
  const output = openSync(path, 'w')
  const watch = new URL('end-with-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', watch, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output, 'ipc'],
    // Ctrl+C of a terminal reaches us alone; we then stop the services in order.
    detached: process.platform !== 'win32',
  })
  const exit = once(child, 'exit')
  let stopping = false
  const ended = exit.then(([code]): Promise<never> | never => {
    if (stopping) return new Promise(() => {})
    const tail = readFileSync(path, 'utf8').trim().split('\n').slice(-12).join('\n')
    throw new Error(
      `The ${name} ended by itself (code ${code}). Its last lines in ${path}:\n${tail}`,
    )
  })
  ended.catch(() => {})
  return {
    ended,
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await exit
      clearTimeout(patience)
    },
  }
}
