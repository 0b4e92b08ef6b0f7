import { createLoader, parseAsStringLiteral } from 'nuqs/server'

/** The lists of finance's landing page, in the order of the work. */
export const VIEWS = [
  'queue',
  'waiting',
  'approved',
  'in-batch',
  'sent',
  'settled',
  'rejected',
  'unproposed',
] as const
export type View = (typeof VIEWS)[number]

export const commissionSearch = { view: parseAsStringLiteral(VIEWS).withDefault('queue') }

export const loadCommissionSearch = createLoader(commissionSearch)
