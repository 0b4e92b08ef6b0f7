import { getTranslations } from 'next-intl/server'
import { FrontPage } from '../../../_ui/front-page.tsx'
import { ResetPanel } from './reset-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('auth.reset')
  // The address holds the token: it goes to no other site.
  return { title: t('title'), referrer: 'no-referrer' }
}

export default async function ResetPasswordPage({ params }: PageProps<'/password/reset/[token]'>) {
  const t = await getTranslations('auth.reset')
  return (
    <FrontPage title={t('title')}>
      <ResetPanel token={(await params).token} />
    </FrontPage>
  )
}
