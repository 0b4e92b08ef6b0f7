'use client'

import { Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { CopyField } from '../../../_ui/copy-field.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import classes from './webhooks.module.css'

type DeliveryDialogProps = { deliveryId: string; onClose: () => void }

/** One delivery: the message as it is signed, and what came back each time. */
export function DeliveryDialog({ deliveryId, onClose }: DeliveryDialogProps) {
  const t = useTranslations('webhooks.deliveries')
  const format = useFormat()
  const { data, error } = useQuery(useTRPC().webhook.delivery.queryOptions({ deliveryId }))
  return (
    <Modal opened onClose={onClose} title={t('detail')} size="lg">
      <ErrorNotice error={error} />
      {data ? (
        <Stack gap="md">
          <CopyField label={t('messageId')} value={data.eventId} />
          <section aria-label={t('body')}>
            <pre className={classes.body}>{JSON.stringify(JSON.parse(data.body), null, 2)}</pre>
          </section>
          {data.attempts.length === 0 ? <p>{t('noAttempts')}</p> : null}
          <ol className={classes.attempts} reversed>
            {data.attempts.map((attempt) => (
              <li key={attempt.attemptNo}>
                <div>
                  {t('attempt', { no: attempt.attemptNo })} · {format.instant(attempt.at)}
                </div>
                <div className={classes.quiet}>
                  {attempt.failure
                    ? t('notAnswered', {
                        reason: t(`failures.${attempt.failure}`),
                        milliseconds: format.number(attempt.durationMs),
                      })
                    : t('answered', {
                        status: String(attempt.status),
                        milliseconds: format.number(attempt.durationMs),
                      })}
                </div>
                {attempt.answer ? <pre className={classes.body}>{attempt.answer}</pre> : null}
              </li>
            ))}
          </ol>
        </Stack>
      ) : null}
    </Modal>
  )
}
