/** What the outside door answers when it refuses: the title of each kind, and what to do. Machines read the code, people this. */
export const apiProblems = {
  invalid: {
    title: 'The request has fields that are missing or wrong',
    detail: 'Each of them stands in errors, with its path and a code.',
  },
  json: {
    title: 'The body is not JSON',
    detail: 'Send one JSON object in UTF-8.',
  },
  unauthenticated: {
    title: 'No key that works',
    detail:
      'Send Authorization: Bearer with the secret of a key that is neither revoked nor expired.',
  },
  forbidden: {
    title: 'The key may not do this',
    detail: 'Its scopes do not hold what was asked. An owner makes a key with other scopes.',
  },
  'not-found': {
    title: 'There is no such address',
    detail: 'The reference lists every address.',
  },
  method: {
    title: 'This address is not asked in this way',
    detail: 'The header Allow says how.',
  },
  conflict: {
    title: 'The external id belongs to something else',
    detail:
      'What is known under it was left as it is. One of two senders is wrong, and a person must look.',
  },
  'in-flight': {
    title: 'The first request with this Idempotency-Key is still at work',
    detail: 'Ask again after the seconds in Retry-After.',
  },
  'too-large': {
    title: 'The body is too large',
    detail: 'Send fewer items at once, or stream them.',
  },
  'media-type': {
    title: 'The content type is not taken here',
    detail: 'Send application/json, or application/x-ndjson to a stream.',
  },
  'key-reused': {
    title: 'This Idempotency-Key came with another body before',
    detail: 'A key stands for one request. Send a new key with a new body.',
  },
  'rule-broken': {
    title: 'A rule forbids this',
    detail: 'Nothing was changed.',
  },
  'rate-limited': {
    title: 'More items than this key may send now',
    detail: 'Go on after the seconds in Retry-After.',
  },
  internal: {
    title: 'Something went wrong on our side',
    detail: 'Send again: facts are taken once. If it stays, tell us the request id.',
  },
  unavailable: {
    title: 'The service is busy',
    detail: 'Send again after the seconds in Retry-After: facts are taken once.',
  },
}
