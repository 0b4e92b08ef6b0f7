'use client'

import { Button, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { DraftText } from './draft-text.ts'
import classes from './policy.module.css'

type TierFieldsProps = {
  tiers: DraftText['tiers']
  onChange: (tiers: DraftText['tiers']) => void
  problem: string | undefined
}

/** Lower bounds only: a tier ends where the next begins, so there is no gap and no overlap. */
export function TierFields({ tiers, onChange, problem }: TierFieldsProps) {
  const t = useTranslations('policy')
  const change = (key: number, part: Partial<DraftText['tiers'][number]>) =>
    onChange(tiers.map((tier) => (tier.key === key ? { ...tier, ...part } : tier)))
  return (
    <>
      {tiers.map((tier, index) => (
        <div key={tier.key} className={classes.tier}>
          <TextInput
            label={t('tierFrom')}
            inputMode="decimal"
            value={tier.from}
            readOnly={index === 0}
            error={index === 0 ? problem : undefined}
            onChange={(event) => change(tier.key, { from: event.currentTarget.value })}
          />
          <TextInput
            label={t('tierRate')}
            inputMode="decimal"
            rightSection="%"
            value={tier.rate}
            onChange={(event) => change(tier.key, { rate: event.currentTarget.value })}
          />
          <Button
            variant="default"
            disabled={index === 0}
            onClick={() => onChange(tiers.filter((one) => one.key !== tier.key))}
          >
            {t('removeTier')}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        onClick={() => {
          const key = Math.max(0, ...tiers.map((tier) => tier.key)) + 1
          onChange([...tiers, { key, from: '', rate: '' }])
        }}
      >
        {t('addTier')}
      </Button>
    </>
  )
}
