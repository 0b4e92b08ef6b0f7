import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatMaskedPhone } from '#app/_format/phone.ts'
import { SHARE_CHANNELS } from '#server/domain/share/share-kind.ts'
import { CustomerSearch } from './customer-search.tsx'
import { type Draft, isAgainst } from './draft.ts'
import { Folded } from './folded.tsx'
import classes from './record.module.css'
import { TapChoice } from './tap-choice.tsx'

type ToldFieldsProps = { draft: Draft; onPatch: (part: Partial<Draft>) => void }

const SEVERITIES = ['1', '2', '3'] as const

/** What was told on: to friends, to us, and by whom they had been told. One tap each. */
export function ToldFields({ draft, onPatch }: ToldFieldsProps) {
  const t = useTranslations('record')
  const names = useTranslations('customers')
  return (
    <>
      <TapChoice
        title={t('share.title')}
        name="channel"
        columns={3}
        tone="share"
        options={SHARE_CHANNELS.map((value) => ({ value, label: names(`channels.${value}`) }))}
        chosen={draft.channel}
        onChoose={(channel) => onPatch({ channel })}
      />
      {draft.channel ? (
        <TapChoice
          title={t('share.valence')}
          name="valence"
          columns={2}
          tone="share"
          options={[
            { value: 'for', label: t('share.for') },
            { value: 'against', label: t('share.against') },
          ]}
          chosen={isAgainst(draft) ? 'against' : 'for'}
          onChoose={(said) => onPatch({ isAgainst: said === null ? null : said === 'against' })}
        />
      ) : null}
      <TapChoice
        title={t('complaint.title')}
        name="severity"
        columns={3}
        tone="complaint"
        options={SEVERITIES.map((value) => ({ value, label: names(`severities.${value}`) }))}
        chosen={SEVERITIES.find((one) => one === String(draft.severity)) ?? null}
        onChoose={(value) => onPatch({ severity: severityOf(value) })}
      />
      <Teller teller={draft.teller} onTeller={(teller) => onPatch({ teller })} />
    </>
  )
}

function severityOf(value: (typeof SEVERITIES)[number] | null): Draft['severity'] {
  if (value === null) return null
  return value === '1' ? 1 : value === '2' ? 2 : 3
}

type TellerProps = { teller: Draft['teller']; onTeller: (teller: Draft['teller']) => void }

/** "Who told you about us?": a customer whom we know. */
function Teller({ teller, onTeller }: TellerProps) {
  const t = useTranslations('record.teller')
  const [isOpen, setIsOpen] = useState(false)
  if (teller)
    return (
      <Folded title={t('title')} changeLabel={t('change')} onChange={() => onTeller(null)}>
        {teller.name} {teller.phoneLast4 ? formatMaskedPhone(teller.phoneLast4) : null}
      </Folded>
    )
  return (
    <fieldset className={classes.field}>
      <legend className={classes.title}>{t('title')}</legend>
      {isOpen ? (
        <>
          <CustomerSearch
            label={t('label')}
            onFound={(found) => {
              onTeller(found)
              setIsOpen(false)
            }}
          />
          <Button variant="subtle" size="md" onClick={() => setIsOpen(false)}>
            {t('cancel')}
          </Button>
        </>
      ) : (
        <Button variant="default" size="md" fullWidth onClick={() => setIsOpen(true)}>
          {t('open')}
        </Button>
      )}
    </fieldset>
  )
}
