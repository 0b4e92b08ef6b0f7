import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { ensureBuilt } from './build.mjs'

/** Fewer modules mean that the architecture rules looked past the code. */
const leastModules = 700

const deepRepeats = 3

const browserLooks = ['zh-CN-light', 'zh-CN-dark', 'en-light', 'en-dark']

const sources = ['app', 'server', 'prisma', 'e2e', 'proxy.ts']

export const stages = [
  gate('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  gate('form', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  gate('promises', 'oxlint/bin/oxlint', ['--type-aware', '-c', '.config/oxlint.json', ...sources]),
  gate(
    'architecture',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.config/dependency-cruiser.cjs', ...sources],
    (output) => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) >= leastModules,
  ),
  gate('unused', 'knip/bin/knip.js', ['--config', '.config/knip.json', '--no-config-hints']),
  tests('tidy'),
  tests('unit'),
  tests('integration'),
  build(),
  browser('zh-CN-light'),
]

export const deepStages = [
  ...Array.from({ length: deepRepeats }, (_, at) => tests('integration', `, run ${at + 1}`)),
  build(),
  ...browserLooks.map(browser),
]

/** One program that says yes or no. */
function gate(name, program, args, isEnough = () => true) {
  return {
    name,
    run: async () => {
      const { code, log } = await execute(name, [`node_modules/${program}`, ...args])
      const good = code === 0 && isEnough(readFileSync(log, 'utf8'))
      return { passed: good ? 1 : 0, failed: good ? 0 : 1, problem: good ? null : tail(log) }
    },
  }
}

/** One project of .config/vitest.ts. */
function tests(project, suffix = '') {
  const name = `${project}${suffix}`
  const report = `.zhile/verify/${project}.json`
  const count = (json) => [json.numPassedTests, json.numFailedTests]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--config', '.config/vitest.ts', '--project', project, ...reporters]
  return {
    name,
    run: () => counted(name, ['node_modules/vitest/vitest.mjs', ...args], report, count),
  }
}

/** All walks, the role matrix and the accessibility checks in one language and one theme. */
function browser(look) {
  const name = `browser ${look}`
  const report = `.zhile/verify/${name.replace(' ', '-')}.json`
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--project', look]
  // Nothing is tried twice on a developer's machine; CI's may stall, so there a walk has a second try, and the log names it.
  const count = ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]
  return {
    name,
    run: async () => {
      const ready = await execute(`${name}, browser`, ['--import', 'tsx', 'e2e/ensure-browser.ts'])
      if (ready.code !== 0) return { passed: 0, failed: 1, problem: tail(ready.log) }
      const command = ['node_modules/@playwright/test/cli.js', ...args]
      return counted(name, command, report, count, { E2E_REPORT: `${process.cwd()}/${report}` })
    },
  }
}

function build() {
  const name = 'build'
  const run = async () => (ensureBuilt() ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  return { name, run }
}

/** Runs tests and reads the numbers from their report. A run without any test is a failure. */
async function counted(name, command, report, count, env = {}) {
  rmSync(report, { force: true })
  const { code, log } = await execute(name, command, env)
  const [passed, failures] = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : [0, 1]
  const failed = failures === 0 && (code !== 0 || passed === 0) ? 1 : failures
  return { passed, failed, problem: failed === 0 ? null : tail(log) }
}

async function execute(name, args, env = {}) {
  const log = `.zhile/verify/${name.replaceAll(/\W+/g, '-')}.log`
  const output = createWriteStream(log)
  const child = spawn(process.execPath, args, {
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const [code] = await once(child, 'close')
  output.end()
  await finished(output)
  return { code, log }
}

function tail(log) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-60)
  return `${lines.map((line) => `    ${line}`).join('\n')}\n    (whole output: ${log})\n`
}
