import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { benchEnvironment } from './bench-server.ts'

/** Loaded into every process of ours: when the bench dies, even by a hard kill, so do they. */
export const END_WITH_PARENT = new URL('../end-with-parent.mjs', import.meta.url).href

/** Starts one of the commands' files on a database of the bench. Pools and settings are per process, so each database has its own. */
export function startProcess(
  file: string,
  args: string[],
  urls: DatabaseUrls,
  output: 'pipe' | 'ignore' | 'silent' = 'pipe',
): ChildProcess {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', '--import', END_WITH_PARENT, path, ...args], {
    env: { ...process.env, ...benchEnvironment(urls) },
    stdio: [
      'ignore',
      output === 'pipe' ? 'pipe' : 'ignore',
      output === 'silent' ? 'ignore' : 'inherit',
      'ipc',
    ],
  })
}

/** Runs one to its end, passing on what it says. */
export async function runProcess(
  file: string,
  args: string[],
  urls: DatabaseUrls,
  say: (line: string) => void,
): Promise<void> {
  const child = startProcess(file, args, urls)
  if (child.stdout) createInterface(child.stdout).on('line', say)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${file} ended with code ${code}.`)
}
