import type { ImportNoun } from './fields.ts'
import type { FieldSource, ProfileMapping } from './input.ts'

export type ShippedProfile = { name: string; mapping: ProfileMapping }

function column(name: string, values?: Record<string, string>) {
  return { kind: 'column', column: name, ...(values ? { values } : {}) } as const
}

/** Each line is one passenger's one flight experience; the line's number is its id and the passenger's. */
const flight = {
  externalId: { kind: 'row-number' },
  customerId: { kind: 'row-number' },
  occurredAt: column('tweet_created'),
  moment: column('negativereason'),
  location: column('airline'),
} as const satisfies Record<string, FieldSource>

const spread = {
  isPublic: { kind: 'constant', value: 'yes' },
  reach: column('retweet_count'),
} as const

/**
 * Mappings that come with the product. `us-airlines` reads public posts about airlines: the airline is the location, the reason
 * of an angry post the moment (empty: not stated), the sentiment the score; a negative post is a public complaint, a positive
 * one a public share, and retweets are how far others carried it.
 */
export const SHIPPED_PROFILES: readonly ShippedProfile[] = [
  {
    name: 'us-airlines',
    mapping: {
      source: 'us-airlines',
      timeZone: 'UTC',
      dateFormat: 'serial',
      amountUnit: 'major',
      decimalMark: '.',
      createMissing: { customers: true, moments: true, locations: true, products: false },
      isHistory: false,
      encoding: 'utf-8',
      delimiter: ',',
      facts: [
        {
          noun: 'customers',
          fields: {
            externalId: { kind: 'row-number' },
            name: { kind: 'row-number', prefix: 'Passenger ' },
          },
        },
        {
          noun: 'experiences',
          fields: {
            ...flight,
            score: column('airline_sentiment', { negative: '-4', neutral: '0', positive: '4' }),
            // A neutral post is neither share nor complaint; how far it went stands here alone.
            note: { ...column('retweet_count', { 0: '' }), prefix: 'Retweets: ' },
          },
        },
        {
          noun: 'shares',
          when: { kind: 'one-of', column: 'airline_sentiment', values: ['positive'] },
          fields: {
            ...flight,
            channel: { kind: 'constant', value: 'feed' },
            valence: { kind: 'constant', value: '1' },
            proof: { kind: 'constant', value: 'traced' },
            ...spread,
          },
        },
        {
          noun: 'complaints',
          when: { kind: 'one-of', column: 'airline_sentiment', values: ['negative'] },
          fields: { ...flight, ...spread },
        },
      ],
    },
  },
]

/** What a file of these facts is about: its one noun, or that of its first fact which is not a customer. */
export function mainNoun(mapping: Pick<ProfileMapping, 'facts'>): ImportNoun {
  const facts = mapping.facts.map((fact) => fact.noun)
  return facts.find((noun) => noun !== 'customers') ?? 'customers'
}
