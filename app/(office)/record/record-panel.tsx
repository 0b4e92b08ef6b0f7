'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPC } from '#app/_api/client.tsx'
import { newId } from '#app/_api/new-id.ts'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Draft, emptyDraft, missingOf } from './draft.ts'
import { OutboxNotice } from './outbox-notice.tsx'
import classes from './record.module.css'
import { RecordForm } from './record-form.tsx'
import { SavedCard } from './saved-card.tsx'
import { useKept } from './use-kept.ts'
import { useOutbox } from './use-outbox.ts'

const EMPTY = emptyDraft('')
const Place = z.string()

/** Staff's landing page: one customer, one moment, a few taps, saved. */
export function RecordPanel() {
  const t = useTranslations('record')
  const trpc = useTRPC()
  const { organizationId, email } = useViewer()
  const scope = `${organizationId}.${email}`
  const { data: choices } = useSuspenseQuery(trpc.record.choices.queryOptions())
  const [kept, change] = useKept(`zhile.draft.${scope}`, Draft, EMPTY)
  const [lastPlace, changePlace] = useKept(`zhile.place.${scope}`, Place, '')
  const place = choices.locations.find((name) => name === lastPlace) ?? choices.locations[0] ?? null
  const outbox = useOutbox(scope)
  const [shown, setShown] = useState<{ draft: Draft; place: string | null } | null>(null)
  const draft = useGivenCustomer(kept)
  // The key is made with the first tap, so that two taps on Save are one record.
  const patch = (part: Partial<Draft>) =>
    change((old) => ({ ...old, customer: draft.customer, key: old.key || newId(), ...part }))

  function save() {
    if (missingOf(draft) !== null) return
    const parcel = { draft: { ...draft, key: draft.key || newId() }, place }
    outbox.add({ ...parcel, at: new Date().toISOString(), isRefused: false })
    change(() => EMPTY)
    setShown(parcel)
    window.scrollTo({ top: 0 })
  }

  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        lead={choices.locations.length === 1 && place ? t('at', { location: place }) : t('lead')}
      />
      <OutboxNotice
        outbox={outbox.outbox.filter((one) => one.draft.key !== shown?.draft.key)}
        onEdit={(parcel) => {
          outbox.remove(parcel.draft.key)
          change(() => ({ ...parcel.draft, key: newId() }))
        }}
        onDiscard={outbox.remove}
      />
      {shown ? (
        <SavedCard
          draft={shown.draft}
          place={shown.place}
          moments={choices.moments}
          delivery={outbox.deliveryOf(shown.draft.key)}
          onAnother={(keep) => {
            change(() => (keep ? { ...EMPTY, key: newId(), ...keep } : EMPTY))
            setShown(null)
          }}
          onEdit={() => {
            outbox.remove(shown.draft.key)
            change(() => ({ ...shown.draft, key: newId() }))
            setShown(null)
          }}
        />
      ) : (
        <RecordForm
          draft={draft}
          choices={choices}
          place={place}
          onPlace={(name) => changePlace(() => name)}
          onPatch={patch}
          onSave={save}
        />
      )}
    </div>
  )
}

/** Fills in the customer whom the address names, until somebody is chosen. */
function useGivenCustomer(draft: Draft): Draft {
  const trpc = useTRPC()
  const [given] = useQueryState('customer', parseAsString)
  const customerId = draft.key === '' ? given : null
  const { data } = useQuery({
    ...trpc.customer.get.queryOptions({ customerId: customerId ?? '' }),
    enabled: customerId !== null,
  })
  if (!data || customerId === null) return draft
  return { ...draft, customer: { id: data.id, name: data.name, phoneLast4: data.phoneLast4 } }
}
