'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { SignInForm } from '../_ui/sign-in-form.tsx'

/** The form, and the way out for those who forgot. */
export function SignInPanel({ next }: { next: string }) {
  const t = useTranslations('auth.signIn')
  return (
    <div>
      {/* A fresh page: words, language and look may be another person's. */}
      <SignInForm onSuccess={() => window.location.assign(next)} />
      <p style={{ margin: '16px 0 0', textAlign: 'center' }}>
        <Anchor component={Link} href="/password/forgot" size="sm">
          {t('forgot')}
        </Anchor>
      </p>
    </div>
  )
}
