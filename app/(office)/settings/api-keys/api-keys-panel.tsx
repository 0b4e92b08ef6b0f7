'use client'

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { Card } from '../../../_ui/card.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import { type ApiKeyAct, isWorking } from './api-key.ts'
import { ApiKeyTable } from './api-key-table.tsx'
import { CreateApiKeyForm } from './create-api-key-form.tsx'
import { RevokeApiKeyDialog } from './revoke-api-key-dialog.tsx'
import { RotateApiKeyForm } from './rotate-api-key-form.tsx'

/** Which systems may send facts by themselves. */
export function ApiKeysPanel() {
  const t = useTranslations('apiKeys')
  const trpc = useTRPC()
  const now = useNow()
  const locale = useLocale()
  const mayChange = can(useViewer().role, 'api-key.change')
  const { data: keys } = useSuspenseQuery(trpc.apiKey.list.queryOptions())
  const [isCreating, setIsCreating] = useState(false)
  const [act, setAct] = useState<ApiKeyAct | null>(null)
  const active = keys.filter((key) => isWorking(key, now)).length
  const create = mayChange ? (
    <Button
      leftSection={<KeyRound size={16} aria-hidden="true" />}
      onClick={() => setIsCreating(true)}
    >
      {t('create')}
    </Button>
  ) : null
  return (
    <>
      <Finding
        detail={
          <>
            {t('lead')} <Link href={`/${locale}/reference`}>{t('reference')}</Link>
          </>
        }
      >
        {t('finding', { active })}
      </Finding>
      <Card title={t('title')} isFlush actions={keys.length > 0 ? create : null}>
        {keys.length > 0 ? (
          <ApiKeyTable keys={keys} mayChange={mayChange} onAct={setAct} />
        ) : (
          <EmptyState title={t('empty')} action={create}>
            {t('emptyLead')}
          </EmptyState>
        )}
      </Card>
      {isCreating ? <CreateApiKeyForm onClose={() => setIsCreating(false)} /> : null}
      {act?.kind === 'rotate' ? (
        <RotateApiKeyForm apiKey={act.apiKey} onClose={() => setAct(null)} />
      ) : null}
      {act?.kind === 'revoke' ? (
        <RevokeApiKeyDialog apiKey={act.apiKey} onClose={() => setAct(null)} />
      ) : null}
    </>
  )
}
