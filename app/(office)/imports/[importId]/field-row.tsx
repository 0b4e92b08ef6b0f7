'use client'

import { Button, Select, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ImportField, ImportNoun } from '#server/domain/import/fields.ts'
import type { FieldSource } from '#server/domain/import/input.ts'
import classes from './import.module.css'
import { ValuesDialog } from './values-dialog.tsx'

type FieldRowProps = {
  noun: ImportNoun
  field: ImportField
  source: FieldSource | undefined
  headers: readonly string[]
  sample: readonly (readonly string[])[]
  onChange: (source: FieldSource | null) => void
}

const COLUMN = 'column:'
const OTHERS = ['none', 'constant', 'row-number', 'row-content'] as const

/** Where one field comes from, with what the first line says there. */
export function FieldRow({ noun, field, source, headers, sample, onChange }: FieldRowProps) {
  const t = useTranslations('imports')
  const name = useFieldName(noun, field.name)
  const column = source?.kind === 'column' ? source : null
  const example = column ? (sample[0]?.[headers.indexOf(column.column)] ?? '') : ''
  const [isTranslating, setTranslating] = useState(false)
  return (
    <div className={classes.field}>
      <SourceSelect
        label={name}
        isId={field.name === 'externalId' || field.name === 'customerId'}
        isRequired={field.isRequired}
        headers={headers}
        source={source}
        onChange={onChange}
      />
      {source?.kind === 'constant' ? (
        <TextInput
          className={classes.constant}
          aria-label={t('mapping.constantLabel', { field: name })}
          placeholder={t('mapping.constant')}
          value={source.value}
          maxLength={200}
          onChange={(event) => onChange({ kind: 'constant', value: event.currentTarget.value })}
        />
      ) : null}
      {column ? (
        <div className={classes.example}>
          <span title={example}>{example.slice(0, 60) || '–'}</span>
          {isTranslatable(field) || column.values ? (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => setTranslating(true)}
              aria-label={t('mapping.valuesTitle', { column: column.column })}
            >
              {column.values
                ? t('mapping.valuesCount', { count: Object.keys(column.values).length })
                : t('mapping.values')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {column && isTranslating ? (
        <ValuesDialog
          source={column}
          found={distinct(sample.map((line) => line[headers.indexOf(column.column)] ?? ''))}
          onChange={onChange}
          onClose={() => setTranslating(false)}
        />
      ) : null}
    </div>
  )
}

const NAMED = ['moment', 'location', 'product', 'emotion', 'currency']

/** Ids, names, times and amounts are read as they stand; what has few values may be called something else in the file. */
function isTranslatable({ name, type }: ImportField): boolean {
  return NAMED.includes(name) || (type !== 'text' && type !== 'instant' && type !== 'amount')
}

/** The name of a field; which fields a noun has is known only at run time. */
function useFieldName(noun: ImportNoun, field: string): string {
  const t = useTranslations('imports.fields') as unknown as (key: string) => string
  return t(`${noun}.${field}`)
}

type SourceSelectProps = {
  label: string
  isId: boolean
  isRequired: boolean
  headers: readonly string[]
  source: FieldSource | undefined
  onChange: (source: FieldSource | null) => void
}

function SourceSelect({ label, isId, isRequired, headers, source, onChange }: SourceSelectProps) {
  const t = useTranslations('imports.mapping')
  const words = {
    none: t('notMapped'),
    constant: t('constant'),
    'row-number': t('rowNumber'),
    'row-content': t('rowContent'),
  }
  const others = OTHERS.filter((other) => {
    return isId || other === 'none' || other === 'constant' || other === source?.kind
  })
  const value = source?.kind === 'column' ? COLUMN + source.column : (source?.kind ?? 'none')
  return (
    <Select
      label={label}
      withAsterisk={isRequired}
      data={[
        {
          group: t('groupColumns'),
          items: headers.map((one) => ({ value: COLUMN + one, label: one })),
        },
        {
          group: t('groupOthers'),
          items: others.map((one) => ({ value: one, label: words[one] })),
        },
      ]}
      value={value}
      searchable
      allowDeselect={false}
      error={isRequired && source === undefined ? t('required') : undefined}
      onChange={(next) => onChange(sourceOf(next ?? 'none'))}
    />
  )
}

function sourceOf(value: string): FieldSource | null {
  if (value.startsWith(COLUMN)) return { kind: 'column', column: value.slice(COLUMN.length) }
  if (value === 'constant') return { kind: 'constant', value: '' }
  return value === 'row-number' || value === 'row-content' ? { kind: value } : null
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()))]
    .filter((value) => value !== '')
    .slice(0, 20)
}
