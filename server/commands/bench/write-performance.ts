import { readFileSync, writeFileSync } from 'node:fs'
import { PARTS, type Part, type Results } from './results.ts'
import { issueTable, partTable } from './table.ts'

const DOCUMENT = 'docs/performance.md'
const BEGIN = '<!-- bench: begin -->'
const END = '<!-- bench: end -->'

const TITLES: Record<Part, string> = {
  reports: 'Every report',
  'plain-sql': 'Plain SQL on the facts',
  duckdb: 'DuckDB on Parquet',
  import: 'File import',
  rest: 'REST batches',
  race: 'Snapshots under writers and a killed merger',
  app: 'Memory and script',
}

/** Puts the tables between the markers of docs/performance.md; what people wrote around them stays. */
export function writePerformance(results: Results): void {
  const text = readFileSync(DOCUMENT, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} has lost its markers.`)
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${tables(results)}\n\n${END}${after}`)
}

function tables(results: Results): string {
  const machine = Object.entries(results.machine).map(([name, value]) => `- ${name}: ${value}`)
  const parts = PARTS.flatMap((part) => {
    const found = results.parts[part]
    return found
      ? [
          `### ${TITLES[part]}`,
          `Measured ${found.at} in ${found.seconds.toFixed(0)} s.`,
          partTable(found.lines),
        ]
      : []
  })
  const head = `Sizes ${results.sizes.join(', ')}; commit ${results.commit}; run ${results.run}.`
  return [head, machine.join('\n'), issueTable(results), ...parts].join('\n\n')
}
