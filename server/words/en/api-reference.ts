import { apiProblems } from './api-problems.ts'

/** The reference of the outside door: its page, and the sentences of its OpenAPI document. Read on the server alone. */
export const apiReference = {
  title: 'Sending facts',
  lead: 'Your systems send what customers lived through, shared, complained of and bought, and the pages show it in the same second.',
  document: 'OpenAPI 3.1 document',
  language: '中文',
  contents: 'Contents',
  start: {
    title: 'Start',
    text: 'An owner makes an API key under Settings. Send it with every request. A key only sends: it reads nothing back and never touches money.',
  },
  identity: {
    title: 'One fact, once',
    text: 'Source and external id say which fact it is. Sent again it is “same”; sent with other content it is “changed”, and replaces what is known only where applyChanges says so; under another customer it is a “conflict” and nothing happens. So sending again is always safe, and facts may come late and in any order.',
  },
  batch: {
    title: 'Up to a thousand at once',
    text: 'A body of { "items": [ … ] } is answered with 200 and one result per item, in their order. A wrong item never loses the others. The options stand in the body or in the address.',
  },
  options: {
    applyChanges: 'Whether an item that differs from what is known under its id replaces it.',
    createMissing:
      'What the items may bring into being by naming it. Customers want the scope customers:write, the others names:write.',
  },
  once: {
    title: 'Idempotency-Key',
    text: 'With this header a repeated request gets the very first answer for 24 hours, marked with Idempotency-Replayed. While the first is at work the answer is 409, for another body 422.',
  },
  limits: {
    title: 'Limits',
    text: 'RateLimit-Policy and RateLimit say how many items a key may send, how many are left, and in how many seconds all of them are back. Beyond that the answer is 429 with Retry-After.',
  },
  stream: {
    title: 'Streams without end',
    text: 'Send NDJSON, one item per line, as long as you like. Read the answer while you send: it has a line for each item that was neither new nor same, and a last line with the counts. A broken line is told and the rest goes on. If the connection breaks, whole batches stay; send all of it again.',
    summary: 'Lines of items that need a look, then the counts.',
  },
  nouns: {
    experiences: {
      title: 'Experiences',
      text: 'One customer passed through one moment, with a score and a feeling.',
    },
    shares: { title: 'Shares', text: 'A customer told somebody about us.' },
    complaints: { title: 'Complaints', text: 'A customer told us that something failed.' },
    orders: {
      title: 'Orders',
      text: 'What was bought. The order of somebody who was told moves their referral on.',
    },
    refunds: { title: 'Refunds', text: 'What was given back of an order.' },
    referrals: {
      title: 'Referrals',
      text: 'A claim that one customer told another. It is confirmed by people, and never promises anything.',
    },
    customers: { title: 'Customers', text: 'A customer by your own id.' },
  },
  address: 'Address',
  scope: 'Scope',
  example: 'Example',
  fields: 'Fields',
  field: 'Field',
  type: 'Type',
  meaning: 'Meaning',
  required: 'required',
  fieldOf: {
    source: 'Which of your systems speaks. Together with externalId it is the identity.',
    externalId: 'What that system calls it.',
    customer:
      'By our id, or by what a source calls them. The name is for one who becomes known by this.',
    occurredAt: 'When it happened, ISO 8601 with its offset. Not in the future.',
    location: 'By name; left out where not stated.',
    moment: 'By code or by either name; left out where not stated.',
    note: 'What somebody said, in their words.',
    episodeExternalId: 'What you call the stay, flight or visit; left out where it has no name.',
    score: '−5 terrible … +5 wonderful.',
    emotion: 'What they felt.',
    staffRef: 'Who served, as you call them.',
    channel: 'Where it was told.',
    valence: '−1 against us, 0 neutral, 1 for us.',
    isPublic: 'Whether strangers can read it.',
    reach: 'How many others spread it further.',
    proof: 'Traced: you saw it. Reported: somebody told you.',
    severity: '1 minor, 2 serious, 3 grave.',
    product: 'The code of the product.',
    deliveredAt: 'When it was delivered; left out until then.',
    amountMinor: 'Whole minor units (cents, fen), never negative; larger than 2^53 as text.',
    currency: 'ISO 4217; left out it is the organization’s own.',
    order: 'The order, by our id or by your own.',
    reason: 'Why, in words.',
    referrer: 'Who told.',
    referee: 'Who was told.',
    evidence: 'How you know, in words.',
    isHistory: 'From an earlier programme that promised something: marked, never paid here.',
    name: 'The customer’s name.',
    phone: 'Kept encrypted; finds the same person again.',
  },
  answers: {
    created: 'New, with its id.',
    known: 'Known already: the same, or changed; or the results of a batch.',
    problem: 'A refusal (RFC 9457), with a code for each field.',
  },
  problems: {
    title: 'Problems',
    text: 'Every refusal is application/problem+json. Machines read code and errors; title and detail follow Accept-Language.',
    status: 'Status',
    of: apiProblems,
  },
}
