'use client'

import { Button, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useState } from 'react'
import classes from './confirm-bar.module.css'

type ConfirmBarProps = {
  /** What will happen, with its number and sum. */
  children: ReactNode
  confirmLabel: string
  onConfirm: () => void
  onCancel: () => void
  isBusy?: boolean
  /** Where money leaves: the total must be typed as it stands here. */
  typedText?: string
}

/** For acts without undo: says what will happen and waits for a second, deliberate press. */
export function ConfirmBar(props: ConfirmBarProps) {
  const t = useTranslations('kit')
  const [typed, setTyped] = useState('')
  const isReady = props.typedText === undefined || typed.trim() === props.typedText
  return (
    <form
      className={classes.bar}
      aria-label={t('confirmBar.label')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) props.onConfirm()
      }}
    >
      <div className={classes.text}>{props.children}</div>
      {props.typedText === undefined ? null : (
        <TextInput
          className={classes.field}
          aria-label={t('confirmBar.typeToConfirm', { text: props.typedText })}
          placeholder={t('confirmBar.typeToConfirm', { text: props.typedText })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={props.isBusy ?? false}>
          {props.confirmLabel}
        </Button>
      </div>
    </form>
  )
}
