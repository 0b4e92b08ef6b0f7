import { z } from 'zod'
import { Draft } from './draft.ts'

/** A saved draft on its way to the server. */
export const Parcel = z.object({
  draft: Draft,
  place: z.string().nullable(),
  /** When it was tapped. */
  at: z.iso.datetime(),
  /** The server said no, and would say so again. */
  isRefused: z.boolean(),
})
export type Parcel = z.infer<typeof Parcel>

export const Outbox = z.array(Parcel)
export type Outbox = z.infer<typeof Outbox>

export const EMPTY_OUTBOX: Outbox = []

/** A second tap on Save adds nothing. */
export function added(outbox: Outbox, parcel: Parcel): Outbox {
  return outbox.some((one) => one.draft.key === parcel.draft.key) ? outbox : [...outbox, parcel]
}

export function without(outbox: Outbox, key: string): Outbox {
  return outbox.filter((one) => one.draft.key !== key)
}

export function refused(outbox: Outbox, key: string): Outbox {
  return outbox.map((one) => (one.draft.key === key ? { ...one, isRefused: true } : one))
}
