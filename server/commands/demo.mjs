import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'

// npm run demo: from a fresh clone to a running Zhile. A second run only starts what is there.

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
checkNode()
ensureInstalled()
ensureGenerated()
ensureBuilt()

const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/start.ts'], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, NODE_ENV: 'production' },
})
child.on('exit', (code) => process.exit(code ?? 1))

// A terminal sends Ctrl+C to the child as well; a service manager sends SIGTERM to us alone.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))

// When npm is killed hard it leaves us behind; nobody could stop us then.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1000)
}
