/** What one line of a file can become. The order is the one in which they are saved: later ones name earlier ones. */
export const IMPORT_NOUNS = [
  'customers',
  'experiences',
  'shares',
  'complaints',
  'orders',
  'refunds',
  'referrals',
] as const
export type ImportNoun = (typeof IMPORT_NOUNS)[number]

/** How the text of a cell becomes a value. */
export type FieldType =
  | 'text'
  | 'instant'
  | 'integer'
  | 'amount'
  | 'yes'
  | 'channel'
  | 'valence'
  | 'severity'
  | 'proof'

export type ImportField = { name: string; type: FieldType; isRequired: boolean }

function required(name: string, type: FieldType = 'text'): ImportField {
  return { name, type, isRequired: true }
}

function optional(name: string, type: FieldType = 'text'): ImportField {
  return { name, type, isRequired: false }
}

const lived = [
  required('externalId'),
  required('customerId'),
  optional('customerName'),
  required('occurredAt', 'instant'),
  optional('moment'),
  optional('location'),
]

/** The fields of each noun, in the order in which people fill them in. */
export const FIELDS: Record<ImportNoun, readonly ImportField[]> = {
  customers: [required('externalId'), required('name'), optional('phone')],
  experiences: [
    ...lived,
    optional('score', 'integer'),
    optional('emotion'),
    optional('note'),
    optional('staffRef'),
    optional('episodeId'),
  ],
  shares: [
    ...lived,
    required('channel', 'channel'),
    required('valence', 'valence'),
    optional('isPublic', 'yes'),
    optional('reach', 'integer'),
    optional('proof', 'proof'),
    optional('note'),
    optional('episodeId'),
  ],
  complaints: [
    ...lived,
    optional('severity', 'severity'),
    optional('isPublic', 'yes'),
    optional('reach', 'integer'),
    optional('note'),
    optional('episodeId'),
  ],
  orders: [
    required('externalId'),
    required('customerId'),
    optional('customerName'),
    required('occurredAt', 'instant'),
    optional('deliveredAt', 'instant'),
    required('product'),
    optional('location'),
    required('amount', 'amount'),
    optional('currency'),
  ],
  refunds: [
    required('externalId'),
    required('orderId'),
    required('occurredAt', 'instant'),
    required('amount', 'amount'),
    optional('currency'),
    optional('reason'),
  ],
  referrals: [
    required('externalId'),
    required('referrerId'),
    optional('referrerName'),
    required('refereeId'),
    optional('refereeName'),
    required('occurredAt', 'instant'),
    optional('evidence'),
  ],
}
