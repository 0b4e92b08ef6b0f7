'use client'

import { useMantineColorScheme } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '../../_api/client.tsx'
import { writeCookie } from '../../_ui/write-cookie.ts'

type Change = { locale?: 'en' | 'zh-CN'; colorScheme?: 'light' | 'dark' | 'auto' }

/** Language and appearance: at once on this screen, and kept in the profile for every other. */
export function usePreferences(): { change: (change: Change) => void } {
  const trpc = useTRPC()
  const router = useRouter()
  const { setColorScheme } = useMantineColorScheme()
  const save = useMutation(
    trpc.profile.setPreferences.mutationOptions({ onSuccess: () => router.refresh() }),
  )
  return {
    change(change) {
      if (change.colorScheme) setColorScheme(change.colorScheme)
      if (change.locale) writeCookie('locale', change.locale)
      save.mutate(change)
    },
  }
}
