import pg from 'pg'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { addDays } from '#server/domain/period.ts'
import { startAsker } from './asker.ts'
import { CHART_QUESTIONS, type ChartQuestion } from './chart-questions.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { sideOf } from './measure-reports.ts'
import type { Line } from './results.ts'

const OUR_RUNS = 60

/** A way to ask the facts themselves; answers with the rows of the statements. */
export type FactAsker = {
  what: string
  runs: number
  ask: (sql: string[], bounds: [string, string]) => Promise<number>
}

/** Asks each chart's question of us and, in the same breath, of the facts. */
export async function measureCharts(
  of: { dataSet: StoredDataSet; urls: DatabaseUrls; facts: FactAsker; least: number },
  say: (line: string) => void,
): Promise<Line[]> {
  const { dataSet, facts, least } = of
  const asker = await startAsker(of.urls, dataSet.lastDay)
  const until = addDays(dataSet.lastDay, 1)
  const bounds: [string, string] = [addDays(until, -365), until]
  const lines: Line[] = []
  try {
    for (const question of CHART_QUESTIONS) {
      const line = await measureChart({ question, facts, bounds, least, ask: asker.ask })
      lines.push(line)
      say(
        `${line.holds ? '✓' : '✗'} ${line.name}: ${line.ratio?.toFixed(0)} × (${line.ours.median.toFixed(2)} ms against ${line.other?.median.toFixed(0)} ms)`,
      )
    }
  } finally {
    await asker.end()
  }
  return lines
}

type Chart = {
  question: ChartQuestion
  facts: FactAsker
  bounds: [string, string]
  least: number
  ask: (name: string, runs: number) => Promise<number[]>
}

async function measureChart({ question, facts, bounds, least, ask }: Chart): Promise<Line> {
  await ask(question.ours, 5)
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < facts.runs; run += 1) {
    ours.push(...(await ask(question.ours, Math.ceil(OUR_RUNS / facts.runs))))
    const began = performance.now()
    await facts.ask(question.sql, bounds)
    theirs.push(performance.now() - began)
  }
  const side = sideOf('the report', ours)
  const other = sideOf(facts.what, theirs)
  const ratio = other.median / side.median
  return {
    name: question.name,
    kind: 'chart',
    ours: side,
    other,
    ratio,
    goal: `≥ ${least}`,
    holds: ratio >= least,
  }
}

/** Plain SQL by the superuser: no policies, parallel plans, warm. */
export async function openPlainSql(
  url: string,
  runs: number,
): Promise<FactAsker & { close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  return {
    what: 'plain SQL on the facts',
    runs,
    ask: async (sql, bounds) => {
      let rows = 0
      for (const text of sql) rows += (await client.query(text, bounds)).rows.length
      return rows
    },
    close: () => client.end(),
  }
}
