'use client'

import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { SESSION_ENDED } from '../../_api/client.tsx'
import { useViewer } from '../../_api/use-viewer.tsx'
import { SignInForm } from '../../_ui/sign-in-form.tsx'

/** Asks for the password again over the page, so that nothing typed is lost. */
export function SessionEnded() {
  const t = useTranslations('auth.signIn')
  const viewer = useViewer()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  // The outside system is the window, through which any call says that the session is over.
  useEffect(() => {
    const open = () => setIsOpen(true)
    window.addEventListener(SESSION_ENDED, open)
    return () => window.removeEventListener(SESSION_ENDED, open)
  }, [])
  function goOn(email: string) {
    // Somebody else at the same desk must not see this page.
    if (email !== viewer.email.toLowerCase()) return window.location.assign('/')
    setIsOpen(false)
    void client.invalidateQueries()
  }
  return (
    <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={t('title')} zIndex={400}>
      <p style={{ marginTop: 0 }}>{t('again')}</p>
      <SignInForm email={viewer.email} onSuccess={goOn} />
    </Modal>
  )
}
