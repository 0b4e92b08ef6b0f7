'use client'

import { Button, CopyButton, TextInput } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'

type CopyFieldProps = { label: string; value: string; description?: string }

/** A text that is to be carried elsewhere: a link, a code, a request id. */
export function CopyField({ label, value, description }: CopyFieldProps) {
  const t = useTranslations('kit')
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth={108}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="light"
              onClick={copy}
              leftSection={
                copied ? (
                  <Check size={14} aria-hidden="true" />
                ) : (
                  <Copy size={14} aria-hidden="true" />
                )
              }
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      }
    />
  )
}
