'use client'

import { Autocomplete, Checkbox, Select, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { FIELDS } from '#server/domain/import/fields.ts'
import type { ImportMapping } from '#server/domain/import/input.ts'
import { AMOUNT_UNITS, DECIMAL_MARKS } from '#server/domain/import/parse-amount.ts'
import { DATE_FORMATS } from '#server/domain/import/parse-instant.ts'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { Card } from '../../../_ui/card.tsx'
import classes from './import.module.css'

const HINT_BELOW: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

type FileSettingsProps = { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }

/** How the file writes ids, times and amounts, and what happens to names that nobody knows yet. */
export function FileSettings({ mapping, onChange }: FileSettingsProps) {
  const t = useTranslations('imports.mapping')
  const { timeZone } = useViewer()
  const zones = [...new Set([timeZone, 'Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Singapore', 'UTC'])]
  return (
    <Card title={t('settings')}>
      <div className={classes.settings}>
        <TextInput
          label={t('source')}
          description={t('sourceHint')}
          inputWrapperOrder={HINT_BELOW}
          value={mapping.source}
          maxLength={60}
          onChange={(event) => onChange({ ...mapping, source: event.currentTarget.value })}
        />
        <Autocomplete
          label={t('timeZone')}
          description={t('timeZoneHint')}
          inputWrapperOrder={HINT_BELOW}
          data={zones}
          value={mapping.timeZone}
          maxLength={60}
          onChange={(zone) => onChange({ ...mapping, timeZone: zone })}
        />
        <DateFormatSelect mapping={mapping} onChange={onChange} />
        {hasAmounts(mapping) ? <AmountSelects mapping={mapping} onChange={onChange} /> : null}
      </div>
      <NameChoices mapping={mapping} onChange={onChange} />
    </Card>
  )
}

function DateFormatSelect({ mapping, onChange }: FileSettingsProps) {
  const t = useTranslations('imports.mapping')
  return (
    <Select
      label={t('dateFormat')}
      data={DATE_FORMATS.map((format) => ({ value: format, label: t(`dateFormats.${format}`) }))}
      value={mapping.dateFormat}
      allowDeselect={false}
      onChange={(value) => {
        const dateFormat = DATE_FORMATS.find((format) => format === value)
        if (dateFormat) onChange({ ...mapping, dateFormat })
      }}
    />
  )
}

function AmountSelects({ mapping, onChange }: FileSettingsProps) {
  const t = useTranslations('imports.mapping')
  const marks = { '.': t('decimalMarks.dot'), ',': t('decimalMarks.comma') }
  return (
    <>
      <Select
        label={t('amountUnit')}
        data={AMOUNT_UNITS.map((unit) => ({ value: unit, label: t(`amountUnits.${unit}`) }))}
        value={mapping.amountUnit}
        allowDeselect={false}
        onChange={(value) => {
          const amountUnit = AMOUNT_UNITS.find((unit) => unit === value)
          if (amountUnit) onChange({ ...mapping, amountUnit })
        }}
      />
      <Select
        label={t('decimalMark')}
        data={DECIMAL_MARKS.map((mark) => ({ value: mark, label: marks[mark] }))}
        value={mapping.decimalMark}
        allowDeselect={false}
        onChange={(value) => {
          const decimalMark = DECIMAL_MARKS.find((mark) => mark === value)
          if (decimalMark) onChange({ ...mapping, decimalMark })
        }}
      />
    </>
  )
}

/** Only what the facts of this file can name. */
function NameChoices({ mapping, onChange }: FileSettingsProps) {
  const t = useTranslations('imports.mapping')
  const fields = new Set(
    mapping.facts.flatMap((fact) => FIELDS[fact.noun].map((field) => field.name)),
  )
  const nouns = new Set(mapping.facts.map((fact) => fact.noun))
  const choices = (
    [
      ['customers', fields.has('customerId') || fields.has('referrerId')],
      ['moments', fields.has('moment')],
      ['locations', fields.has('location')],
      ['products', fields.has('product')],
    ] as const
  ).filter(([, isNamed]) => isNamed)
  return (
    <div className={classes.choices}>
      {choices.length > 0 ? <p className={classes.choicesTitle}>{t('createMissing')}</p> : null}
      {choices.map(([name]) => (
        <Checkbox
          key={name}
          label={t(`create.${name}`)}
          checked={mapping.createMissing[name]}
          onChange={(event) => {
            const createMissing = {
              ...mapping.createMissing,
              [name]: event.currentTarget.checked,
            }
            onChange({ ...mapping, createMissing })
          }}
        />
      ))}
      {nouns.has('referrals') ? (
        <Checkbox
          label={t('isHistory')}
          checked={mapping.isHistory}
          onChange={(event) => onChange({ ...mapping, isHistory: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  )
}

function hasAmounts(mapping: ImportMapping): boolean {
  return mapping.facts.some((fact) => FIELDS[fact.noun].some((field) => field.type === 'amount'))
}
