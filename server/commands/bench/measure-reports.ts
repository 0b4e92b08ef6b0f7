import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { type Asker, startAsker } from './asker.ts'
import type { StoredDataSet } from './data-set-store.ts'
import { timingOf } from './percentiles.ts'
import type { Line, Side } from './results.ts'

/** Enough that the plans are made and the pages are in memory. */
const WARM_UP = 5

type Asked = { dataSet: StoredDataSet; urls: DatabaseUrls }

/**
 * Asks every question of a small and of a large data set, one after the other in turns, so that whatever else the machine does meets
 * both. The first run after the server's restart is told apart.
 */
export async function measureReports(
  { small, large, runs }: { small: Asked; large: Asked; runs: number },
  say: (line: string) => void,
): Promise<Line[]> {
  const [few, many] = [
    await startAsker(small.urls, small.dataSet.lastDay),
    await startAsker(large.urls, large.dataSet.lastDay),
  ]
  const lines: Line[] = []
  try {
    for (const { name, kind } of await many.names()) {
      const line = await measureOne({ name, kind, few, many, runs }, [
        small.dataSet.label,
        large.dataSet.label,
      ]).catch((error: unknown) => failedLine(name, kind, error))
      lines.push(line)
      say(
        `${line.holds ? '✓' : '✗'} ${name}: ${line.ours.median.toFixed(2)} ms at ${large.dataSet.label}, ratio ${line.ratio?.toFixed(2)}${line.note ? ` (${line.note})` : ''}`,
      )
    }
  } finally {
    await Promise.all([few.end(), many.end()])
  }
  return lines
}

type Measured = { name: string; kind: string; few: Asker; many: Asker; runs: number }

async function measureOne(
  { name, kind, few, many, runs }: Measured,
  labels: [string, string],
): Promise<Line> {
  const [firstMany] = await many.ask(name, 1)
  const [firstFew] = await few.ask(name, 1)
  await many.ask(name, WARM_UP)
  await few.ask(name, WARM_UP)
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  const rounds = 5
  for (let round = 0; round < rounds; round += 1) {
    times.few.push(...(await few.ask(name, Math.ceil(runs / rounds))))
    times.many.push(...(await many.ask(name, Math.ceil(runs / rounds))))
  }
  const ours = sideOf(`at ${labels[1]}`, times.many)
  const other = sideOf(`at ${labels[0]}`, times.few)
  const ratio = ours.median / other.median
  const isChart = name.includes('(chart)')
  const most = isChart ? 5 : 50
  return {
    name,
    kind,
    ours,
    other,
    ratio,
    goal: `≤ 1.5; ≤ ${most} ms`,
    holds: ratio <= 1.5 && ours.p95 <= most,
    note: `first run ${firstMany?.toFixed(1)} ms, at ${labels[0]} ${firstFew?.toFixed(1)} ms`,
  }
}

/** Milliseconds of many runs as one side of a line. */
export function sideOf(what: string, milliseconds: number[]): Side {
  const { runs, median, p95, p99 } = timingOf(milliseconds)
  return { what, unit: 'ms', median, p95, p99, samples: runs }
}

function failedLine(name: string, kind: string, error: unknown): Line {
  const ours = { what: 'failed', unit: 'ms', median: -1, p95: -1, samples: 0 } as const
  const note = `failed: ${String(error).split('\n')[0]}`
  return { name, kind, ours, other: null, ratio: null, goal: '≤ 1.5', holds: false, note }
}
