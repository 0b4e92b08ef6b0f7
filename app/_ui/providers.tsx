'use client'

import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import 'dayjs/locale/zh-cn'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { ApiProvider } from '../_api/client.tsx'
import { cssVariables } from '../theme.ts'
import { colorSchemeManager } from './color-scheme-manager.ts'
import { documentNonce } from './document-nonce.ts'
import { useMantineWords } from './use-mantine-words.ts'
import type { WordsProps } from './words-props.ts'
import { WordsProvider } from './words-provider.tsx'

type ProvidersProps = Omit<WordsProps, 'children'> & {
  nonce: string
  colorScheme: 'light' | 'dark' | 'auto'
  children: ReactNode
}

/** Everything that components read from above: words, calls, look, address. */
export function Providers({ nonce, colorScheme, children, ...words }: ProvidersProps) {
  return (
    <WordsProvider {...words}>
      <ApiProvider>
        <NuqsAdapter>
          <Look nonce={nonce} colorScheme={colorScheme} locale={words.locale}>
            {children}
          </Look>
        </NuqsAdapter>
      </ApiProvider>
    </WordsProvider>
  )
}

type LookProps = Pick<ProvidersProps, 'nonce' | 'colorScheme' | 'locale' | 'children'>

function Look({ nonce, colorScheme, locale, children }: LookProps) {
  const theme = useMantineWords()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => documentNonce(nonce)}
      defaultColorScheme={colorScheme}
      colorSchemeManager={colorSchemeManager}
    >
      <DatesProvider settings={{ locale: locale === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
        <Notifications position="bottom-center" autoClose={5000} />
        {children}
      </DatesProvider>
    </MantineProvider>
  )
}
