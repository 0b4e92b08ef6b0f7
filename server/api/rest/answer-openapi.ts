import { localeOf } from './door-problem.ts'
import { openApiDocument } from './openapi.ts'

/** The document for machines and tools, with sentences in the language that is asked for. */
export function answerOpenApi(request: Request): Response {
  const asked = new URL(request.url).searchParams.get('locale')
  const locale = asked === 'zh-CN' || asked === 'en' ? asked : localeOf(request.headers)
  return Response.json(openApiDocument(locale), {
    headers: { 'cache-control': 'no-cache', vary: 'accept-language' },
  })
}

/** The address of every problem's type: it opens the reference in the reader's language, at that problem. */
export function answerReference(request: Request): Response {
  return new Response(null, {
    status: 302,
    headers: {
      location: `/${localeOf(request.headers)}/reference`,
      'cache-control': 'no-store',
      vary: 'accept-language',
    },
  })
}
