import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { ImportPanel } from './import-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

type Props = { params: Promise<{ importId: string }> }

export default async function ImportPage({ params }: Props) {
  await openTo('import.read')
  const importId = z.uuid().safeParse((await params).importId)
  if (!importId.success) notFound()
  prefetch(trpc.import.get.queryOptions({ importId: importId.data }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <ImportPanel importId={importId.data} />
      </PanelBoundary>
    </Prefetched>
  )
}
