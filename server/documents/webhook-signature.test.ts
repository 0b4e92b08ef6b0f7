import { expect, test } from 'vitest'
import { isSignedWebhook, signWebhook } from './webhook-signature.ts'

// The vector that the specification's own libraries are tested with.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const timestamp = 1614265330
const body = '{"test": 2432232314}'
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const bytes = Buffer.from(body)
const headers = { id, timestamp: String(timestamp), signature }
const at = (seconds: number) => new Date((timestamp + seconds) * 1000)
const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

test('signs as the specification’s vector', () => {
  expect(signWebhook(secret, { id, timestamp, body })).toBe(signature)
})

test('lets in one good signature among several, made with any of the good secrets', () => {
  const several = `v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,nothing ${signature}`
  expect(isSignedWebhook([secret], { ...headers, signature: several }, bytes, at(0))).toBe(true)
  expect(isSignedWebhook([other, secret], headers, bytes, at(0))).toBe(true)
})

test.each([
  ['another secret', { secrets: [other] }],
  ['no secret', { secrets: [] }],
  ['a changed body', { body: Buffer.from('{"test": 2432232315}') }],
  ['another id', { headers: { ...headers, id: 'msg_other' } }],
  ['no id', { headers: { ...headers, id: '' } }],
  ['another time', { headers: { ...headers, timestamp: String(timestamp + 1) } }],
  ['a time that is none', { headers: { ...headers, timestamp: 'yesterday' } }],
  ['no signature', { headers: { ...headers, signature: '' } }],
  ['a signature without its version', { headers: { ...headers, signature: signature.slice(3) } }],
  ['a signature cut short', { headers: { ...headers, signature: signature.slice(0, -1) } }],
  ['a message of more than five minutes ago', { now: at(301) }],
  ['a message of more than five minutes ahead', { now: at(-301) }],
])('refuses %s', (_what, given) => {
  const all = { secrets: [secret], headers, body: bytes, now: at(0), ...given }
  expect(isSignedWebhook(all.secrets, all.headers, all.body, all.now)).toBe(false)
})

test('five minutes before and after are near enough', () => {
  expect(isSignedWebhook([secret], headers, bytes, at(300))).toBe(true)
  expect(isSignedWebhook([secret], headers, bytes, at(-300))).toBe(true)
})
