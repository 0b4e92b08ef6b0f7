'use client'

import { Button, CloseButton, Group, Modal, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FieldSource } from '#server/domain/import/input.ts'
import classes from './import.module.css'

type ColumnSource = Extract<FieldSource, { kind: 'column' }>

type ValuesDialogProps = {
  source: ColumnSource
  /** What the first lines say there. */
  found: readonly string[]
  onChange: (source: ColumnSource) => void
  onClose: () => void
}

type Pair = { key: number; from: string; to: string }

/** What the file says and what it means, value by value. */
export function ValuesDialog({ source, found, onChange, onClose }: ValuesDialogProps) {
  const t = useTranslations('imports.mapping')
  const kit = useTranslations('kit')
  const [pairs, setPairs] = useState<Pair[]>(() => pairsOf(source.values ?? {}, found))
  function set(key: number, change: Partial<Pair>) {
    setPairs(pairs.map((pair) => (pair.key === key ? { ...pair, ...change } : pair)))
  }
  function save() {
    const told = pairs.filter(({ from, to }) => from.trim() !== '' && from !== to)
    const { values: _old, ...rest } = source
    const values = Object.fromEntries(told.map(({ from, to }) => [from.trim(), to.trim()]))
    onChange(told.length > 0 ? { ...rest, values } : rest)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('valuesTitle', { column: source.column })}>
      <p className={classes.hint}>{t('valuesLead')}</p>
      {pairs.map(({ key, from, to }) => (
        <div key={key} className={classes.pair}>
          <TextInput
            aria-label={t('valueFrom')}
            placeholder={t('valueFrom')}
            value={from}
            maxLength={200}
            onChange={(event) => set(key, { from: event.currentTarget.value })}
          />
          <span aria-hidden="true">→</span>
          <TextInput
            aria-label={t('valueTo')}
            placeholder={t('valueTo')}
            value={to}
            maxLength={200}
            onChange={(event) => set(key, { to: event.currentTarget.value })}
          />
          <CloseButton
            aria-label={t('valueRemove')}
            onClick={() => setPairs(pairs.filter((pair) => pair.key !== key))}
          />
        </div>
      ))}
      <Group justify="space-between" mt="md">
        <Button
          variant="subtle"
          onClick={() => setPairs([...pairs, { key: nextKey(pairs), from: '', to: '' }])}
        >
          {t('valueAdd')}
        </Button>
        <Button onClick={save}>{kit('save')}</Button>
      </Group>
    </Modal>
  )
}

function pairsOf(values: Record<string, string>, found: readonly string[]): Pair[] {
  const known = Object.entries(values).map(([from, to]) => ({ from, to }))
  const others = found
    .filter((from) => values[from] === undefined)
    .map((from) => ({ from, to: from }))
  return [...known, ...others].map((pair, key) => ({ key, ...pair }))
}

function nextKey(pairs: readonly Pair[]): number {
  return Math.max(0, ...pairs.map((pair) => pair.key + 1))
}
