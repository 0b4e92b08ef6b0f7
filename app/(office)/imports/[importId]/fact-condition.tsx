'use client'

import { Select, TagsInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { FactMapping } from '#server/domain/import/input.ts'
import classes from './import.module.css'

const EVERY = ''

type FactConditionProps = {
  fact: FactMapping
  headers: readonly string[]
  onChange: (fact: FactMapping) => void
}

/** Which lines make this fact: all, those with a filled cell, or those with one of some values in it. */
export function FactCondition({ fact, headers, onChange }: FactConditionProps) {
  const t = useTranslations('imports.mapping')
  const { when, ...rest } = fact
  const columns = headers.map((header) => ({ value: header, label: header }))
  return (
    <div className={classes.condition}>
      <Select
        label={t('when')}
        data={[{ value: EVERY, label: t('whenAlways') }, ...columns]}
        value={when?.column ?? EVERY}
        searchable
        allowDeselect={false}
        onChange={(column) =>
          onChange(column ? { ...rest, when: { kind: 'filled', column } } : rest)
        }
      />
      {when ? (
        <TagsInput
          label={t('whenIs', { column: when.column })}
          placeholder={when.kind === 'filled' ? t('whenAny') : ''}
          value={when.kind === 'one-of' ? when.values : []}
          onChange={(values) => {
            const { column } = when
            const next = values.length > 0 ? { kind: 'one-of' as const, column, values } : null
            onChange({ ...rest, when: next ?? { kind: 'filled', column } })
          }}
        />
      ) : null}
    </div>
  )
}
