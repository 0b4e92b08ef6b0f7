'use client'

import { CloseButton, Select } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { FIELDS, IMPORT_NOUNS } from '#server/domain/import/fields.ts'
import { guessFact } from '#server/domain/import/guess-mapping.ts'
import type { FactMapping, FieldSource } from '#server/domain/import/input.ts'
import type { ImportView } from '../import-answer.ts'
import { FactCondition } from './fact-condition.tsx'
import { FieldRow } from './field-row.tsx'
import classes from './import.module.css'

type FactFieldsProps = {
  fact: FactMapping
  /** The first fact says what the file is about, and can be changed as a whole. */
  isFirst: boolean
  importing: ImportView
  onChange: (fact: FactMapping) => void
  onRemove: () => void
}

/** One fact that each line makes: which lines, and where each of its fields comes from. */
export function FactFields({ fact, isFirst, importing, onChange, onRemove }: FactFieldsProps) {
  const t = useTranslations('imports')
  const { headers, sample } = importing
  function setField(name: string, source: FieldSource | null) {
    const { [name]: _old, ...rest } = fact.fields
    onChange({ ...fact, fields: source ? { ...rest, [name]: source } : rest })
  }
  return (
    <fieldset className={classes.fact}>
      <legend className={classes.legend}>{t(`nouns.${fact.noun}`)}</legend>
      <div className={classes.factHead}>
        {isFirst ? (
          <Select
            label={t('mapping.kind')}
            data={IMPORT_NOUNS.map((noun) => ({ value: noun, label: t(`nouns.${noun}`) }))}
            value={fact.noun}
            allowDeselect={false}
            onChange={(value) => {
              const noun = IMPORT_NOUNS.find((candidate) => candidate === value)
              if (noun) onChange(guessFact(noun, headers).fact)
            }}
          />
        ) : null}
        <FactCondition fact={fact} headers={headers} onChange={onChange} />
        {isFirst ? null : (
          <CloseButton
            className={classes.removeFact}
            aria-label={t('mapping.removeFact', { noun: t(`nouns.${fact.noun}`) })}
            onClick={onRemove}
          />
        )}
      </div>
      <div className={classes.fields}>
        {FIELDS[fact.noun].map((field) => (
          <FieldRow
            key={field.name}
            noun={fact.noun}
            field={field}
            source={fact.fields[field.name]}
            headers={headers}
            sample={sample}
            onChange={(source) => setField(field.name, source)}
          />
        ))}
      </div>
    </fieldset>
  )
}
