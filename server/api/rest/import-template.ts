import { csvText } from '#server/documents/csv-text.ts'
import { importWords } from '#server/documents/import-words.ts'
import { FIELDS, IMPORT_NOUNS, type ImportNoun } from '#server/domain/import/fields.ts'
import { TEMPLATE_EXAMPLE } from '#server/domain/import/template-example.ts'
import { attachment } from './import-problems.ts'

/** A file to start from: the headers that are understood, in the reader's language, and one line as an example. */
export function answerImportTemplate(request: Request, noun: string): Response {
  if (!isNoun(noun)) return Response.json({ reason: 'not-found' }, { status: 404 })
  const locale = new URL(request.url).searchParams.get('locale') === 'zh-CN' ? 'zh-CN' : 'en'
  const words = importWords(locale)
  const example = TEMPLATE_EXAMPLE[noun][locale]
  const header = FIELDS[noun].map(({ name }) => words.text(`imports.fields.${noun}.${name}`))
  const line = FIELDS[noun].map(({ name }) => example[name] ?? '')
  return new Response(csvText([header, line], true), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(`${words.text(`imports.nouns.${noun}`)}.csv`),
      'x-content-type-options': 'nosniff',
    },
  })
}

function isNoun(noun: string): noun is ImportNoun {
  return (IMPORT_NOUNS as readonly string[]).includes(noun)
}
