'use client'

import { Button } from '@mantine/core'
import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { IMPORT_NOUNS } from '#server/domain/import/fields.ts'
import { Card } from '../../_ui/card.tsx'
import classes from './imports.module.css'

/** A file to start from for each kind, in the reader's language. */
export function Templates() {
  const t = useTranslations('imports')
  const locale = useLocale()
  return (
    <Card title={t('templates.title')}>
      <p className={classes.lead}>{t('templates.lead')}</p>
      <div className={classes.templates}>
        {IMPORT_NOUNS.map((noun) => (
          <Button
            key={noun}
            component="a"
            href={`/api/v1/imports/templates/${noun}?locale=${locale}`}
            download
            variant="default"
            size="sm"
            leftSection={<Download size={15} aria-hidden="true" />}
            aria-label={t('templates.download', { noun: t(`nouns.${noun}`) })}
          >
            {t(`nouns.${noun}`)}
          </Button>
        ))}
      </div>
    </Card>
  )
}
