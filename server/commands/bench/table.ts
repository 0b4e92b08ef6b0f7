import type { Line, Part, Results, Side } from './results.ts'

/** A number for a table: three digits that matter, thousands parted. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits =
    Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  const [whole = '', fraction] = value.toFixed(digits).split('.')
  const parted = whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')
  return fraction ? `${parted}.${fraction}` : parted
}

/** Median and p95 of a side with its unit; the sides of one table may differ in it. */
function sideText(side: Side | null): string {
  if (!side) return '–'
  return `${figure(side.median)} / ${figure(side.p95)} ${side.unit}`
}

/** A Markdown table of cells; a bar inside a cell would end it, so it is escaped. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

type Question = { question: string; goal: string; part: Part; pick: (lines: Line[]) => Line[] }

const ofKind =
  (...kinds: string[]) =>
  (lines: Line[]) =>
    lines.filter(({ kind }) => kinds.includes(kind))

/** The questions of the issue, in its order; each is answered by the worst of its lines. */
export const QUESTIONS: Question[] = [
  {
    question: 'each report that a page makes, largest ÷ 50 k',
    goal: '≤ 1.5; each ≤ 50 ms at the server, the year chart ≤ 5 ms',
    part: 'reports',
    pick: (lines) => lines,
  },
  {
    question: 'the same question as plain SQL on the facts ÷ ours',
    goal: '≥ 1 000 for charts',
    part: 'plain-sql',
    pick: ofKind('chart'),
  },
  { question: 'DuckDB on Parquet ÷ ours', goal: '≥ 50', part: 'duckdb', pick: ofKind('chart') },
  {
    question: 'file import rows/s ÷ raw COPY rows/s into the same tables',
    goal: '≥ 0.5; 50 M rows in under 20 minutes, resumable, exactly once',
    part: 'import',
    pick: (lines) => lines,
  },
  {
    question: 'REST batch rows/s ÷ unnest by pg rows/s',
    goal: '≥ 0.7',
    part: 'rest',
    pick: ofKind('rate'),
  },
  {
    question: 'rollup ∪ delta against facts, 8 writers, the merger killed twice a second',
    goal: '0 differences in 1 000 snapshots, 0 deadlocks',
    part: 'race',
    pick: (lines) => lines,
  },
  {
    question: "one customer's timeline; any page of any list",
    goal: 'p99 ≤ 5 ms at the server',
    part: 'reports',
    pick: ofKind('list', 'timeline'),
  },
  {
    question: 'app memory under all of it; compressed script of a first page load',
    goal: '≤ 600 MB; ≤ 300 kB',
    part: 'app',
    pick: (lines) => lines,
  },
]

/** The line of a question that is furthest from its goal: those that fail first, then by the ratio or, where there is none, by time. */
export function worstOf(lines: Line[], isMoreBetter: boolean): Line | null {
  const badness = (line: Line) => {
    const value = line.ratio ?? line.ours.p99 ?? line.ours.p95
    return isMoreBetter && line.ratio !== null ? -value : value
  }
  const failed = lines.filter(({ holds }) => !holds)
  const among = failed.length > 0 ? failed : lines
  return among.toSorted((a, b) => badness(b) - badness(a))[0] ?? null
}

/** The table of the issue: its questions, each with its worst line, both sides and whether the goal holds. */
export function issueTable({ parts }: Results): string {
  const rows = QUESTIONS.map(({ question, goal, part, pick }, at) => {
    // A list's goal for time is row seven's; row one judges it by its ratio and fifty milliseconds like every report.
    const all = parts[part]?.lines ?? []
    const lines = pick(all).map((line) => (at === 6 ? asListLine(line) : line))
    const worst = worstOf(lines, goal.startsWith('≥'))
    if (!worst) return [question, '–', '–', '–', goal, 'not measured']
    const failed = lines.filter(({ holds }) => !holds).length
    const verdict = failed === 0 ? 'yes' : `no: ${failed} of ${lines.length}`
    const ratio = worst.ratio === null ? '–' : figure(worst.ratio)
    return [
      `${question} (worst: ${worst.name})`,
      ratio,
      sideText(worst.ours),
      sideText(worst.other),
      goal,
      verdict,
    ]
  })
  return markdownTable(
    ['question', 'ratio', 'ours: median / p95', 'other side: median / p95', 'goal', 'holds'],
    rows,
  )
}

/** Lists and timelines are judged by p99 at the largest size, not by their ratio. */
export function asListLine(line: Line): Line {
  const p99 = line.ours.p99 ?? line.ours.p95
  return { ...line, ratio: null, holds: p99 <= 5, note: `p99 ${figure(p99)} ms` }
}

/** All lines of one part. */
export function partTable(lines: Line[]): string {
  const rows = lines.map((line) => [
    line.name,
    line.ratio === null ? '–' : figure(line.ratio),
    sideText(line.ours),
    line.ours.p99 == null ? '–' : figure(line.ours.p99),
    line.other ? `${sideText(line.other)} (${line.other.what})` : '–',
    line.goal,
    line.holds ? 'yes' : 'no',
    line.note ?? '',
  ])
  return markdownTable(
    ['what', 'ratio', 'ours: median / p95', 'p99', 'other side: median / p95', 'goal', 'holds', ''],
    rows,
  )
}
