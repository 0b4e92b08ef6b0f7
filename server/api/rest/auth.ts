import { z } from 'zod'
import { attempt, succeeded } from '#server/auth/attempts.ts'
import { auth } from '#server/auth/auth.ts'
import { readSession } from '#server/auth/session.ts'
import { type Problem, ProblemError } from '#server/domain/errors.ts'
import { answerTo } from '../error-map.ts'
import { refuseForeign } from '../refuse-foreign.ts'

/** The only paths of the sign-in library that are open. */
const DOORS = [
  'sign-in/email',
  'sign-out',
  'request-password-reset',
  'reset-password',
  'change-password',
] as const
type Door = (typeof DOORS)[number]

/** Signs in and out and renews passwords. The library sets the cookie; refusals leave as our own problems. */
export async function answerAuth(request: Request): Promise<Response> {
  const refused = refuseForeign(request)
  if (refused) return refused
  const path = new URL(request.url).pathname.replace(/^\/api\/auth\//, '')
  const door = DOORS.find((one) => one === path)
  if (!door) return refuse({ kind: 'not-found', noun: 'door' })
  try {
    return await pass(door, request)
  } catch (error) {
    if (error instanceof ProblemError) return refuse(error.problem)
    throw error
  }
}

async function pass(door: Door, request: Request): Promise<Response> {
  const body = await request.clone().text()
  const counted = await countedBy(door, body, request)
  if (counted) await attempt(counted)
  const answer = await auth().handler(request)
  if (!answer.ok) return refuse(problemFrom(door, answer.status, await codeOf(answer)))
  // A link may be asked for only so often, whether there is such an account or not.
  if (counted && door !== 'request-password-reset') await succeeded(counted)
  if (door === 'sign-in/email') await refuseOutsider(answer)
  return new Response(JSON.stringify({ ok: true }), {
    headers: forwarded(answer),
  })
}

type Counted = Parameters<typeof attempt>[0]

async function countedBy(door: Door, body: string, request: Request): Promise<Counted | null> {
  const { email } = z
    .object({ email: z.string().max(320).catch('') })
    .catch({ email: '' })
    .parse(parsed(body))
  switch (door) {
    case 'sign-in/email':
      return { what: 'sign-in', of: email }
    case 'request-password-reset':
      return { what: 'password-link', of: email }
    case 'change-password':
      return { what: 'password-change', of: (await readSession(request.headers))?.user.id ?? '' }
    default:
      return null
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return {}
  }
}

/** Somebody who belongs to no organization any more has no business inside; their new session ends at once. */
async function refuseOutsider(answer: Response): Promise<void> {
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = await readSession(new Headers({ cookie }))
  if (session?.membership) return
  if (session) await (await auth().$context).internalAdapter.deleteSession(session.token)
  throw new ProblemError({ kind: 'forbidden', permission: 'session' })
}

function forwarded(answer: Response): Headers {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}

async function codeOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null)
  return z.object({ code: z.string() }).catch({ code: '' }).parse(body).code
}

function problemFrom(door: Door, status: number, code: string): Problem {
  if (code === 'PASSWORD_TOO_SHORT') return field(door, 'password.short')
  if (code === 'PASSWORD_TOO_LONG') return field(door, 'password.long')
  if (code === 'INVALID_TOKEN') return { kind: 'not-found', noun: 'link' }
  if (code === 'INVALID_PASSWORD')
    return { kind: 'invalid', problems: [{ field: 'currentPassword', code: 'password.wrong' }] }
  if (door === 'sign-in/email' && status === 401) return field(door, 'sign-in.wrong')
  if (status === 401) return { kind: 'unauthenticated' }
  return { kind: 'invalid', problems: [{ field: 'email', code: 'email.invalid' }] }
}

function field(door: Door, code: string): Problem {
  const name = door === 'sign-in/email' ? 'password' : 'newPassword'
  return { kind: 'invalid', problems: [{ field: name, code }] }
}

function refuse(problem: Problem): Response {
  return Response.json(
    { problem },
    { status: answerTo(problem).http, headers: { 'cache-control': 'no-store' } },
  )
}
