import { getTranslations } from 'next-intl/server'
import { requireViewer } from '../../../_api/viewer.ts'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'

export async function generateMetadata() {
  const t = await getTranslations('settings.profile')
  return { title: t('title') }
}

export default async function ProfilePage() {
  const { user } = await requireViewer()
  return (
    <>
      <ProfileForm
        name={user.name}
        email={user.email}
        locale={user.locale === 'en' || user.locale === 'zh-CN' ? user.locale : 'auto'}
      />
      <PasswordForm email={user.email} />
    </>
  )
}
