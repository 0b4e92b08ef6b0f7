'use client'

import { Button, Popover } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import classes from '../payouts.module.css'

/** The payee's data in full, for whoever may see them; each look is recorded. */
export function RevealAccount({ payeeId }: { payeeId: string }) {
  const t = useTranslations('payouts.batch')
  const detail = useTranslations('commissions.detail')
  const trpc = useTRPC()
  const reveal = useMutation(trpc.payee.reveal.mutationOptions())
  const payee = reveal.data
  return (
    <Popover position="bottom-start" withArrow trapFocus onClose={() => reveal.reset()}>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          title={detail('revealHint')}
          loading={reveal.isPending}
          onClick={() => reveal.mutate({ id: payeeId })}
        >
          {t('reveal')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ErrorNotice error={reveal.error} />
        {payee ? (
          <dl className={classes.facts}>
            <dt>{t('name')}</dt>
            <dd>{payee.name}</dd>
            <dt>{t('account')}</dt>
            <dd>{payee.account}</dd>
            {payee.idNumber ? (
              <>
                <dt>{t('idNumber')}</dt>
                <dd>{payee.idNumber}</dd>
              </>
            ) : null}
          </dl>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}
