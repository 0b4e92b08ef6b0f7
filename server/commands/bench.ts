import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { StartError } from '#prisma/start-error.ts'
import { startBenchServer } from './bench/bench-server.ts'
import { findDataSet, makeDataSet, type StoredDataSet, sizeOf } from './bench/data-set-store.ts'
import { commitName, describeMachine } from './bench/machine.ts'
import { measurePart } from './bench/measure-part.ts'
import { newestResults, PARTS, type Part, type Results, saveResults } from './bench/results.ts'
import { issueTable } from './bench/table.ts'
import { writePerformance } from './bench/write-performance.ts'

// npm run bench: builds data sets, asks every question of them, and keeps what it found after every part.

const usage = `npm run bench -- [--sizes 50k,5M,50M] [--only PART,PART] [--runs 60] [--rows 5M] [--fresh] [--keep] [--build] [--write]
  --sizes   data sets, the smallest first; each is built once and reused
  --only    ${PARTS.join(', ')}
  --runs    how often each report is asked, at least 50
  --rows    how many rows the file import brings in (its CSV comes from the largest data set)
  --fresh   measures again what the newest results hold; else a run that was cut off goes on
  --keep    takes data sets of an older generator or older migrations as they are
  --build   builds the data sets and measures nothing
  --write   puts the tables into docs/performance.md`

/** Of one, five and fifteen minutes, before anything of ours runs. */
const loadBefore = loadavg()

function say(line: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '50k,5M,50M' },
      only: { type: 'string' },
      runs: { type: 'string', default: '60' },
      rows: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      build: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      'through-product': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').sort((a, b) => sizeOf(a) - sizeOf(b))
  const only = values['through-product'] ? 'import' : values.only
  const parts = only ? PARTS.filter((part) => only.split(',').includes(part)) : [...PARTS]
  return {
    ...values,
    sizes,
    parts,
    isOnly: only !== undefined,
    rows: values.rows ?? sizes.at(-1) ?? '',
  }
}

type Arguments = ReturnType<typeof readArguments>

/** Both sides of every line come from one run; a part that was finished is not lost when a later one fails. */
async function bench(args: Arguments): Promise<void> {
  if (args.parts.length === 0) throw new StartError(usage)
  const sets = await dataSets(args)
  if (args.build) return
  const server = await startBenchServer('durable')
  const results = await resultsToFill(args, server.url)
  try {
    for (const part of args.parts) await measure(part, { args, sets, server, results })
  } finally {
    await server.stop()
  }
  console.log(`\n${issueTable(results)}\n`)
  if (args.write) writePerformance(results)
}

async function dataSets({ sizes, keep }: Arguments): Promise<StoredDataSet[]> {
  let server = await startBenchServer('durable')
  const sets: StoredDataSet[] = []
  for (const label of sizes) {
    const found = await findDataSet(server, label, keep)
    if (!found) server = await startBenchServer('loading')
    sets.push(found ?? (await makeDataSet(server, label, (line) => say(`${label}: ${line}`))))
    say(
      found
        ? `${label}: as it was built`
        : `${label}: built in ${sets.at(-1)?.buildSeconds.toFixed(0)} s`,
    )
  }
  // Everything goes to disk, and what is asked first is asked of cold buffers.
  await server.stop()
  return sets
}

async function resultsToFill({ sizes, fresh, isOnly }: Arguments, url: string): Promise<Results> {
  const newest = newestResults()
  const goesOn = newest !== null && newest.sizes.join() === sizes.join() && (!fresh || isOnly)
  const isDone = newest !== null && PARTS.every((part) => newest.parts[part])
  if (goesOn && (isOnly || !isDone)) return newest
  return {
    run: new Date().toISOString().slice(0, 19).replaceAll(':', ''),
    commit: commitName(),
    sizes,
    machine: await describeMachine(url, loadBefore),
    parts: {},
  }
}

type Measuring = {
  args: Arguments
  sets: StoredDataSet[]
  server: Awaited<ReturnType<typeof startBenchServer>>
  results: Results
}

async function measure(part: Part, { args, sets, server, results }: Measuring): Promise<void> {
  if (results.parts[part] && !args.isOnly)
    return say(`${part}: measured before, at ${results.parts[part]?.at}`)
  say(`— ${part}`)
  const began = performance.now()
  try {
    const lines = await measurePart(
      part,
      { sets, server, runs: Math.max(50, Number(args.runs)), rows: args.rows },
      say,
    )
    const at = new Date().toISOString().slice(0, 16)
    results.parts[part] = { at, seconds: (performance.now() - began) / 1000, lines }
    say(`kept in ${saveResults(results)}`)
  } catch (error) {
    // The others shall still be measured; this one stays open for the next run.
    process.exitCode = 1
    say(`✗ ${part} could not be measured: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

try {
  const args = readArguments()
  if (args.help) console.log(usage)
  else await bench(args)
} catch (error) {
  console.error(error instanceof StartError ? `✗ ${error.message}` : error)
  process.exitCode = 1
}
