'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { EndpointCard } from './endpoint-card.tsx'
import { ReceiptLog } from './receipt-log.tsx'
import { SourceCard } from './source-card.tsx'
import classes from './webhooks.module.css'

/** Who hears of us and who tells us, with what went out and what came in. */
export function WebhooksPanel() {
  const t = useTranslations('webhooks')
  const { data } = useSuspenseQuery(useTRPC().webhook.overview.queryOptions())
  const { endpoints, sources } = data
  const isFailing = (one: (typeof endpoints)[number]) =>
    one.failingSince !== null || (one.disabledReason !== null && one.disabledReason !== 'person')
  return (
    <div className={classes.stack}>
      <Finding detail={t('findingDetail')}>
        {t('finding', {
          count: endpoints.filter((one) => !one.disabledAt).length,
          failing: endpoints.filter(isFailing).length,
        })}
      </Finding>
      <EndpointCard endpoints={endpoints} />
      <DeliveryLog />
      <SourceCard sources={sources} />
      <ReceiptLog />
    </div>
  )
}
