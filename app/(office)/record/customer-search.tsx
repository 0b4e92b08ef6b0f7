'use client'

import { TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { isOffline } from '#app/_api/problem-of.ts'
import { formatMaskedPhone } from '#app/_format/phone.ts'
import type { Person } from './draft.ts'
import classes from './record.module.css'

type CustomerSearchProps = {
  label: string
  onFound: (found: Person) => void
  /** Below the results, with what was typed: the way to add somebody new. */
  children?: (text: string) => ReactNode
}

/** Finds a customer while one types; Enter takes the first, the arrow keys walk down the list. */
export function CustomerSearch({ label, onFound, children }: CustomerSearchProps) {
  const t = useTranslations('record.customer')
  const trpc = useTRPC()
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 150)
  const search = useQuery({
    ...trpc.customer.search.queryOptions({ text, limit: 6 }),
    enabled: text !== '',
    networkMode: 'always',
    retry: false,
    placeholderData: keepPreviousData,
  })
  const found = text === '' ? [] : (search.data ?? [])
  const isCurrent = text === typed.trim() && !search.isPlaceholderData
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      stepIn(list.current, event.key === 'ArrowDown' ? 1 : -1)
    }
    // Enter takes the first that is found and never sends the card away.
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      const [first] = found
      if (first && isCurrent) onFound(first)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field and the buttons within
    <div onKeyDown={onKeyDown}>
      <TextInput
        size="md"
        aria-label={label}
        placeholder={t('placeholder')}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={100}
        leftSection={<Search size={18} aria-hidden="true" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {found.length > 0 ? (
        <ul ref={list} className={classes.found} aria-label={t('results')}>
          {found.map((one) => (
            <li key={one.id}>
              <UnstyledButton
                className={classes.person}
                onClick={() => onFound({ id: one.id, name: one.name, phoneLast4: one.phoneLast4 })}
              >
                <span className={classes.personName}>{one.name}</span>
                <span>{one.phoneLast4 ? formatMaskedPhone(one.phoneLast4) : one.externalId}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={classes.status} role="status">
        {text === '' || found.length > 0
          ? null
          : search.error
            ? t(isOffline(search.error) ? 'offline' : 'failed')
            : isCurrent && search.isSuccess
              ? t('none')
              : t('searching')}
      </p>
      {children?.(typed.trim())}
    </div>
  )
}

function stepIn(list: HTMLElement | null, by: 1 | -1): void {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])]
  const at = buttons.findIndex((button) => button.matches(':focus'))
  buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)]?.focus()
}
