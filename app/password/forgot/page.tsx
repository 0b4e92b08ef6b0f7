import { getTranslations } from 'next-intl/server'
import { FrontPage } from '../../_ui/front-page.tsx'
import { ForgotPanel } from './forgot-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('auth.forgot')
  return { title: t('title') }
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations('auth.forgot')
  return (
    <FrontPage title={t('title')} lead={t('lead')}>
      <ForgotPanel />
    </FrontPage>
  )
}
