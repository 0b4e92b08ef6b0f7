import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled, run, stop } from './install.mjs'

// npm run verify [-- --fresh] [-- --only=types,unit]; npm run verify:deep. A stage that already passed
// on the same tree is skipped.

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
checkNode()
ensureInstalled()
ensureGenerated()
mkdirSync('.zhile/verify', { recursive: true })
if (!run('next/dist/bin/next', ['typegen'])) stop('Next could not write its types.', 'See above.')

const { deepStages, stages } = await import('./verify-stages.mjs')
const isDeep = process.argv.includes('--deep')
const isFresh = process.argv.includes('--fresh')
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',')

const memory = '.zhile/verify/passed.json'
const passedBefore = !isFresh && existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {}
const tree = hashOfTree()
const total = { passed: 0, failed: 0 }

for (const stage of isDeep ? deepStages : stages) {
  if (only && !only.includes(stage.name)) continue
  const known = passedBefore[stage.name]?.tree === tree ? passedBefore[stage.name] : null
  const startedAt = performance.now()
  const { passed, failed, problem } = known ?? (await stage.run())
  total.passed += passed
  total.failed += failed
  const seconds = known ? 'before' : `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  const mark = failed === 0 ? '✓' : '✗'
  console.log(
    `${mark} ${stage.name.padEnd(22)} ${seconds.padStart(9)}  ${passed} passed, ${failed} failed`,
  )
  if (problem) console.log(problem)
  if (failed === 0 && !known) remember(stage.name, passed)
}

const line = `${total.passed} passed, ${total.failed} failed`
// .ci/run sums several runs and prints the one closing line itself.
if (process.env.VERIFY_TOTALS) appendFileSync(process.env.VERIFY_TOTALS, `${line}\n`)
else console.log(`\n${line}`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

function remember(name, passed) {
  passedBefore[name] = { tree, passed, failed: 0 }
  writeFileSync(memory, JSON.stringify(passedBefore, null, 2))
}

/** Everything that a gate could look at; what only people read does not count. */
function hashOfTree() {
  const hash = createHash('sha256')
  const ignored =
    /^(node_modules|\.next|\.git|\.zhile|docs|test-results|coverage|server\/db\/generated)$/
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (ignored.test(path)) continue
      if (entry.isDirectory()) visit(path)
      else if (!/\.(md|tsbuildinfo)$|^next-env/.test(path))
        hash.update(path).update(readFileSync(path))
    }
  }
  visit('.')
  return hash.digest('hex')
}
