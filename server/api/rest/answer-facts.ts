import { createHash } from 'node:crypto'
import { authorize } from '#server/domain/actor.ts'
import { assert, invalid } from '#server/domain/errors.ts'
import { answerOnce } from '#server/operations/api-key/answer-once.ts'
import { DoorError, PROBLEM_HEADERS } from './door-problem.ts'
import { type Answer, answerBatch, answerItem } from './fact-answer.ts'
import { FACT_DOORS, type FactNoun } from './fact-doors.ts'
import { authorizeNames, type FactRequest, readFactRequest } from './fact-request.ts'
import { type KeyDoor, spend, throughKeyDoor } from './key-door.ts'
import { readJson } from './read-json.ts'

/** Takes one item or a batch of one noun from a system of the business. */
export function answerFacts(noun: FactNoun, request: Request): Promise<Response> {
  return throughKeyDoor(request, async (door) => {
    authorize(door.actor, FACT_DOORS[noun].permission)
    const { search, searchParams } = new URL(request.url)
    const key = idempotencyKeyOf(request.headers)
    const { bytes, value } = await readJson(request)
    const asked = readFactRequest(value, searchParams)
    authorizeNames(door.actor, asked.batch)
    await spend(door, asked.batch.items.length)
    if (key === null) return respond(await record(noun, asked, door), door)
    const requestHash = createHash('sha256').update(search).update('\n').update(bytes).digest()
    return once({ noun, key, requestHash, door }, () => record(noun, asked, door))
  })
}

async function record(noun: FactNoun, asked: FactRequest, door: KeyDoor): Promise<Answer> {
  const results = await FACT_DOORS[noun].record(door.actor, asked.batch, door.now)
  if (asked.isBatch) return answerBatch(results)
  const [result] = results
  assert(result, 'one item has one result')
  return answerItem(result, noun, door)
}

type Once = { noun: FactNoun; key: string; requestHash: Buffer; door: KeyDoor }

async function once({ noun, key, requestHash, door }: Once, work: () => Promise<Answer>) {
  const { permission } = FACT_DOORS[noun]
  const standing = await answerOnce(
    door.actor,
    { permission, route: `POST /api/v1/${noun}`, key, requestHash },
    work,
  )
  switch (standing.kind) {
    case 'done':
      return respond(standing, door)
    case 'answered':
      door.headers['idempotency-replayed'] = 'true'
      return respond(standing, door)
    case 'in-flight':
      throw new DoorError({ kind: 'in-flight', retryAfterSeconds: standing.waitSeconds })
    case 'other-body':
      throw new DoorError({ kind: 'key-reused' })
  }
}

const ANSWER_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' }

function respond({ status, answer }: Answer, door: KeyDoor): Response {
  const own = status < 400 ? ANSWER_HEADERS : PROBLEM_HEADERS
  return new Response(answer, { status, headers: { ...door.headers, ...own } })
}

/** As it is sent: the draft's quotation marks belong to the header's syntax and may be left out. */
function idempotencyKeyOf(headers: Headers): string | null {
  const given = headers.get('idempotency-key')
  if (given === null) return null
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw invalid([{ field: 'Idempotency-Key', code: 'idempotency-key.invalid' }])
}
