import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled, stop } from './install.mjs'

// npm run demo: from a fresh clone to a running Zhile. A second run only starts what is there.

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
checkNode()
if (existsSync('.env')) process.loadEnvFile()
ensureInstalled()
ensureGenerated()
if (!ensureBuilt()) stop('The app could not be built.', 'The reason stands above.')

const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/start.ts'], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, NODE_ENV: 'production' },
})
child.on('exit', (code) => process.exit(code ?? 1))

// A terminal sends Ctrl+C to the child as well; a service manager sends SIGTERM to us alone.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))

// npm runs us through a shell. Killed hard it leaves both behind, and nobody could stop us then.
const shell = process.ppid
const npm = process.env.npm_lifecycle_event ? parentOf(shell) : null
setInterval(() => {
  const isAlone = process.ppid !== shell || (npm !== null && parentOf(shell) !== npm)
  if (npm !== null && isAlone) child.kill('SIGTERM')
}, 2000)

/** The parent's pid, or null where it cannot be known. */
function parentOf(pid) {
  try {
    // The name of the program stands in brackets and may hold anything; state and parent follow it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]
  } catch {
    const ps = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' })
    return ps.status === 0 ? ps.stdout.trim() : null
  }
}
