import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findViewer } from '../_api/viewer.ts'
import { FrontPage } from '../_ui/front-page.tsx'
import { SignInPanel } from './sign-in-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('auth.signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams
  const target = inside(next)
  if (await findViewer()) redirect(target)
  const t = await getTranslations('auth.signIn')
  return (
    <FrontPage title={t('title')} lead={t('lead')}>
      <SignInPanel next={target} />
    </FrontPage>
  )
}

/** Only an address of ours: nobody is sent elsewhere after signing in. */
function inside(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !/^\/[^/\\]/.test(next)) return '/'
  return next
}
