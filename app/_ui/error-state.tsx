'use client'

import { Button, CopyButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { problemOf, requestIdOf } from '../_api/problem-of.ts'
import { ButtonLink } from './button-link.tsx'
import classes from './error-state.module.css'
import { useErrorWords } from './use-error-words.ts'

type ErrorStateProps = { error: unknown; onRetry?: (() => void) | undefined }

/** What happened, what to do, and the request id to copy. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useTranslations('errors')
  const kit = useTranslations('kit')
  const words = useErrorWords()(error)
  const requestId = requestIdOf(error)
  const isSignedOut = problemOf(error)?.kind === 'unauthenticated'
  return (
    <section className={classes.error} role="alert">
      <p className={classes.title}>{words.title}</p>
      <p className={classes.hint}>{words.hint}</p>
      <div className={classes.actions}>
        {isSignedOut ? <ButtonLink href="/sign-in">{t('signInAgain')}</ButtonLink> : null}
        {onRetry && !isSignedOut ? (
          <Button variant="default" onClick={onRetry}>
            {kit('retry')}
          </Button>
        ) : null}
      </div>
      {requestId ? (
        <p className={classes.request}>
          {t('requestId')} <code>{requestId}</code>{' '}
          <CopyButton value={requestId}>
            {({ copied, copy }) => (
              <Button variant="subtle" size="compact-xs" onClick={copy}>
                {copied ? kit('copied') : kit('copy')}
              </Button>
            )}
          </CopyButton>
        </p>
      ) : null}
    </section>
  )
}
