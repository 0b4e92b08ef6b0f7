import { env } from '#server/env.ts'

/**
 * Refuses what a page of ours would not send: a POST that is not JSON (tRPC would run a multipart one), or one that another
 * site's page made. Cookies are SameSite=Lax besides.
 */
export function refuseForeign(request: Request): Response | null {
  if (request.method === 'GET') return null
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return answer(415, 'content-type')
  return sameOrigin(request) ? null : answer(403, 'origin')
}

/** Whether a browser says that the request comes from our own page; a caller that says nothing is refused. */
export function sameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin) return origin === new URL(env().APP_URL).origin
  return request.headers.get('sec-fetch-site') === 'same-origin'
}

function answer(status: number, reason: string): Response {
  return Response.json({ error: { reason } }, { status })
}
