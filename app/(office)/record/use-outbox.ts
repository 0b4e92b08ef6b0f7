'use client'

import { useMutation } from '@tanstack/react-query'
import type { inferOutput } from '@trpc/tanstack-react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { isOffline, problemOf } from '#app/_api/problem-of.ts'
import { TYPED_SOURCE } from '#server/domain/customer/change/input.ts'
import { recordOf } from './draft.ts'
import { added, EMPTY_OUTBOX, Outbox, type Parcel, refused, without } from './outbox.ts'
import { useKept } from './use-kept.ts'

type Answer = inferOutput<ReturnType<typeof useTRPC>['experience']['record']>

/** What became of a parcel. Kept ones go out again by themselves; refused ones wait for a person. */
export type Delivery =
  | { state: 'sending' }
  | { state: 'done'; answer: Answer }
  | { state: 'kept'; why: 'offline' | 'session' }
  | { state: 'refused'; error: unknown }

const AGAIN_MS = 15_000

/** Takes saved drafts and brings them to the server: at once, or when the connection or the session is back. */
export function useOutbox(scope: string) {
  const [outbox, change] = useKept(`zhile.outbox.${scope}`, Outbox, EMPTY_OUTBOX)
  const [deliveries, setDeliveries] = useState<Record<string, Delivery>>({})
  const deliver = useDeliver()
  const isBusy = useRef(false)

  const flush = useEffectEvent(async () => {
    if (isBusy.current) return
    isBusy.current = true
    for (const parcel of outbox.filter((one) => !one.isRefused)) {
      const { key } = parcel.draft
      const delivery = await deliver(parcel)
      setDeliveries((known) => ({ ...known, [key]: delivery }))
      if (delivery.state === 'kept') break
      change((all) => (delivery.state === 'done' ? without(all, key) : refused(all, key)))
    }
    isBusy.current = false
  })

  const isWaiting = outbox.some((one) => !one.isRefused)
  // The outside systems are the network and the clock.
  useEffect(() => {
    if (!isWaiting) return
    const go = () => void flush()
    go()
    const timer = setInterval(go, AGAIN_MS)
    window.addEventListener('online', go)
    document.addEventListener('visibilitychange', go)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', go)
      document.removeEventListener('visibilitychange', go)
    }
  }, [isWaiting])

  return {
    outbox,
    deliveryOf: (key: string): Delivery => deliveries[key] ?? { state: 'sending' },
    add: (parcel: Parcel) => change((all) => added(all, parcel)),
    remove: (key: string) => change((all) => without(all, key)),
  }
}

function useDeliver(): (parcel: Parcel) => Promise<Delivery> {
  const trpc = useTRPC()
  // Not to wait for the browser's own idea of being online: it is often wrong, and the outbox asks again.
  const always = { networkMode: 'always' } as const
  const record = useMutation(trpc.experience.record.mutationOptions(always))
  const worthIt = useMutation(trpc.record.answerWorthIt.mutationOptions(always))
  return async ({ draft, place, at }) => {
    const occurredAt = new Date(at)
    try {
      const answer = await record.mutateAsync(recordOf(draft, place, occurredAt))
      const { key: externalId, isWorthIt } = draft
      const customer = { id: answer.customerId }
      const reply = { source: TYPED_SOURCE, externalId, customer, isWorthIt, occurredAt }
      if (isWorthIt !== null) await worthIt.mutateAsync({ answers: [reply] })
      return { state: 'done', answer }
    } catch (error) {
      const kind = problemOf(error)?.kind
      if (kind === 'unauthenticated') return { state: 'kept', why: 'session' }
      if (isOffline(error) || kind === 'unavailable') return { state: 'kept', why: 'offline' }
      return { state: 'refused', error }
    }
  }
}
