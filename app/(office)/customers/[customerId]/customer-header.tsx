'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { ButtonLink } from '#app/_ui/button-link.tsx'
import { can } from '#server/domain/permission.ts'
import { ChangeCustomer } from './change-customer.tsx'
import classes from './customer.module.css'
import { RevealPhone } from './reveal-phone.tsx'

/** Who this is: the name, the number behind its mask, and every id by which a source knows them. */
export function CustomerHeader({ customerId }: { customerId: string }) {
  const t = useTranslations('customers.detail')
  const { role } = useViewer()
  const format = useFormat()
  const trpc = useTRPC()
  const { data: customer } = useSuspenseQuery(trpc.customer.get.queryOptions({ customerId }))
  return (
    <header className={classes.header}>
      <Link href="/customers" className={classes.back}>
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </Link>
      <div className={classes.head}>
        <h1 className={classes.name}>{customer.name}</h1>
        <div className={classes.actions}>
          {can(role, 'experience.record') ? (
            <ButtonLink href={`/record?customer=${customer.id}`} variant="default">
              {t('record')}
            </ButtonLink>
          ) : null}
          {can(role, 'customer.change') ? <ChangeCustomer customer={customer} /> : null}
        </div>
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('phone')}</dt>
          <dd>
            <RevealPhone customer={customer} />
          </dd>
        </div>
        <div>
          <dt>{t('lastSeen')}</dt>
          <dd>{customer.lastSeenAt ? format.instant(customer.lastSeenAt) : '–'}</dd>
        </div>
        <div>
          <dt>{t('since')}</dt>
          <dd>{format.instant(customer.recordedAt)}</dd>
        </div>
        <div>
          <dt>{t('ids')}</dt>
          <dd>
            {customer.sources.map(({ source, externalId }) => (
              <span key={`${source} ${externalId}`} className={classes.id}>
                {t('idOf', { id: externalId, source })}
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </header>
  )
}
