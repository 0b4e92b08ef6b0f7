import { csvText } from '#server/documents/csv-text.ts'
import { type ImportWords, importWords } from '#server/documents/import-words.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import { ImportId, ListImportRows } from '#server/domain/import/input.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { type ImportProblems, importProblems } from '#server/reports/import-problems.ts'
import { createContext } from '../context.ts'
import { answering } from './answer-problem.ts'

const PAGE_LINES = 1000

/**
 * The lines that need a person as a CSV: the original columns, and what is wrong in the reader's language. It is read page by page
 * while it is sent, so its size does not matter.
 */
export async function answerImportProblems(request: Request, importId: string): Promise<Response> {
  const context = await createContext(request.headers)
  return answering(context, async () => {
    const { actor } = context
    if (!actor) throw new ProblemError({ kind: 'unauthenticated' })
    const query = new URL(request.url).searchParams
    const id = ImportId.safeParse({ importId })
    if (!id.success) throw new ProblemError({ kind: 'not-found', noun: 'import' })
    const { fileName } = await importDetail(actor, id.data, context.now)
    const outcome = ListImportRows.shape.outcome.catch(null).parse(query.get('outcome'))
    const words = importWords(query.get('locale'))
    const pages = pagesOf(actor, { importId: id.data.importId, outcome }, words)
    return new Response(streamOf(pages), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(
          `${fileName.replace(/\.\w+$/, '')} - ${words.text('imports.problems.title')}.csv`,
        ),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

function streamOf(pages: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await pages.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    cancel: async () => {
      await pages.return(undefined)
    },
  })
}

/** A name for the reader's disk in both forms that browsers know. */
export function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\w. -]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

async function* pagesOf(
  actor: MemberActor,
  by: Pick<ListImportRows, 'importId' | 'outcome'>,
  words: ImportWords,
): AsyncGenerator<string> {
  let afterRowNo: number | null = 0
  for (let isFirst = true; afterRowNo !== null; isFirst = false) {
    const page: ImportProblems = await importProblems(actor, {
      ...by,
      afterRowNo,
      limit: PAGE_LINES,
    })
    const lines = page.lines.map((line) => [
      ...page.headers.map((_, index) => line.cells[index] ?? ''),
      String(line.rowNo),
      words.text(`imports.outcomes.${line.outcome}`),
      problemsOf(line, words),
      // Cells beyond the header, so that nothing of the line is lost and the columns stand under their names.
      ...line.cells.slice(page.headers.length),
    ])
    const added = ['lineColumn', 'outcomeColumn', 'column']
    const header = [...page.headers, ...added.map((key) => words.text(`imports.problems.${key}`))]
    yield csvText(isFirst ? [header, ...lines] : lines, isFirst)
    afterRowNo = page.next
  }
}

function problemsOf(line: ImportProblems['lines'][number], words: ImportWords): string {
  const problems = line.problems ?? []
  if (problems.length > 0) return problems.map((problem) => words.problem(problem)).join(' ')
  return words.problem({ field: 'line', code: `line.${line.outcome}` })
}
