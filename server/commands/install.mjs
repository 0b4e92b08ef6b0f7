import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

// Runs before anything is installed, so it needs nothing but Node itself.

const least = [20, 19]

/** Ends with a message when this Node is too old to run Zhile. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > least[0] || (major === least[0] && minor >= least[1])) return
  stop(
    `Node ${process.versions.node} is too old: Zhile needs ${least.join('.')} or newer.`,
    'Install it from https://nodejs.org, then start again.',
  )
}

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export function ensureInstalled() {
  if (isInstalled()) return
  say('Installing packages (once, about a minute)')
  if (run('npm', ['ci', '--loglevel=error'])) return
  stop(
    'The packages could not be installed; the reason stands above.',
    'Check the network, or a proxy (npm config set proxy …), then start again.',
  )
}

function isInstalled() {
  const installed = 'node_modules/.package-lock.json'
  if (!existsSync(installed)) return false
  const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const { packages: present } = JSON.parse(readFileSync(installed, 'utf8'))
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = present[path]
    if (path === '') return true
    return found ? found.version === version : optional || devOptional
  })
}

/** Runs a program of npm's or of an installed package; true when it succeeded. */
export function run(program, args, env = {}) {
  const npm = process.env.npm_execpath
  const [command, rest] =
    program !== 'npm'
      ? [process.execPath, [`node_modules/${program}`, ...args]]
      : npm
        ? [process.execPath, [npm, ...args]]
        : ['npm', args]
  const options = { stdio: 'inherit', env: { ...process.env, ...env } }
  return spawnSync(command, rest, options).status === 0
}

export function say(line) {
  console.log(`▸ ${line}`)
}

/** @returns {never} */
export function stop(what, advice) {
  console.error(`\n✗ ${what}\n  ${advice}\n`)
  process.exit(1)
}
