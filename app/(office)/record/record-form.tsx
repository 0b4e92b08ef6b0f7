import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { EMOTIONS } from '#server/domain/moment/emotion.ts'
import type { Choices } from './choices.ts'
import { CustomerField } from './customer-field.tsx'
import { type Draft, missingOf } from './draft.ts'
import { MomentField } from './moment-field.tsx'
import classes from './record.module.css'
import { ScoreField } from './score-field.tsx'
import { TapChoice } from './tap-choice.tsx'
import { ToldFields } from './told-fields.tsx'

type RecordFormProps = {
  draft: Draft
  choices: Choices
  place: string | null
  onPlace: (name: string) => void
  onPatch: (part: Partial<Draft>) => void
  onSave: () => void
}

/** The card that is tapped together from the top down; what is chosen folds into one line. */
export function RecordForm({ draft, choices, place, onPlace, onPatch, onSave }: RecordFormProps) {
  const t = useTranslations('record')
  const names = useTranslations('customers')
  const missing = missingOf(draft)
  const isEnd = choices.moments.find((one) => one.code === draft.moment)?.isEnd ?? false
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {choices.locations.length > 1 ? (
        <NativeSelect
          size="md"
          label={t('place')}
          data={choices.locations}
          value={place ?? ''}
          onChange={(event) => onPlace(event.currentTarget.value)}
        />
      ) : null}
      <CustomerField customer={draft.customer} onCustomer={(customer) => onPatch({ customer })} />
      <MomentField
        moments={choices.moments}
        chosen={draft.moment}
        onChoose={(moment) => onPatch({ moment })}
      />
      <ScoreField score={draft.score} onScore={(score) => onPatch({ score })} />
      <TapChoice
        title={t('emotion.title')}
        name="emotion"
        columns={4}
        options={EMOTIONS.map(({ code, sign }) => ({
          value: code,
          label: names(`emotions.${code}`),
          sign,
        }))}
        chosen={draft.emotion}
        onChoose={(emotion) => onPatch({ emotion })}
      />
      {isEnd ? (
        <TapChoice
          title={t('worthIt.title')}
          name="worth-it"
          columns={2}
          options={[
            { value: 'yes', label: t('worthIt.yes') },
            { value: 'no', label: t('worthIt.no') },
          ]}
          chosen={draft.isWorthIt === null ? null : draft.isWorthIt ? 'yes' : 'no'}
          onChoose={(answer) => onPatch({ isWorthIt: answer === null ? null : answer === 'yes' })}
        />
      ) : null}
      <ToldFields draft={draft} onPatch={onPatch} />
      <Textarea
        size="md"
        label={t('note.title')}
        placeholder={t('note.placeholder')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => onPatch({ note: event.currentTarget.value })}
      />
      <div className={classes.bar}>
        {missing ? <span className={classes.missing}>{t(`missing.${missing}`)}</span> : null}
        <Button type="submit" size="lg" className={classes.save} disabled={missing !== null}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
