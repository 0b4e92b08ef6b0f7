import { type BenchServer, benchDatabase, startBenchServer } from './bench-server.ts'
import { type StoredDataSet, sizeOf } from './data-set-store.ts'
import { openDuckdb } from './duckdb.ts'
import { measureCharts, openPlainSql } from './measure-charts.ts'
import { measureImport } from './measure-import.ts'
import { measureRace } from './measure-race.ts'
import { measureReports } from './measure-reports.ts'
import { measureApp, measureRest } from './measure-rest.ts'
import type { Line, Part } from './results.ts'

export type Measuring = {
  /** The smallest first. */
  sets: StoredDataSet[]
  server: BenchServer
  runs: number
  /** Rows of the file import, as a size. */
  rows: string
}

/** Measures one part of the bench. */
export async function measurePart(
  part: Part,
  of: Measuring,
  say: (line: string) => void,
): Promise<Line[]> {
  const [small, large] = [of.sets[0], of.sets.at(-1)]
  // Writes go into a copy of one that has regulars of an ordinary number: in the smallest a few customers would get all of them.
  const middle = of.sets.at(1) ?? small
  if (!small || !large || !middle) throw new Error('There is no data set.')
  const open = async (dataSet: StoredDataSet) => ({
    dataSet,
    urls: await benchDatabase(of.server, dataSet.database),
  })
  switch (part) {
    case 'reports': {
      await of.server.stop()
      await startBenchServer('durable')
      return measureReports(
        { small: await open(small), large: await open(large), runs: of.runs },
        say,
      )
    }
    case 'plain-sql': {
      const chosen = await open(large)
      const facts = await openPlainSql(chosen.urls.DATABASE_URL, 5)
      try {
        return await measureCharts({ ...chosen, facts, least: 1000 }, say)
      } finally {
        await facts.close()
      }
    }
    case 'duckdb': {
      const chosen = await open(large)
      const facts = await openDuckdb(
        { url: chosen.urls.DATABASE_URL, label: large.database, runs: 20 },
        say,
      )
      try {
        return await measureCharts({ ...chosen, facts, least: 50 }, say)
      } finally {
        await facts.close()
      }
    }
    case 'import':
      return measureImport({ server: of.server, from: large, rows: sizeOf(of.rows) }, say)
    case 'rest':
      return measureRest(of.server, middle, say)
    case 'app':
      return measureApp(of.server, middle, say)
    case 'race':
      return measureRace(of.server, small, say)
  }
}
