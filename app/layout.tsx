import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/dropzone/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import { hasMoney } from './_api/has-money.ts'
import { findViewer } from './_api/viewer.ts'
import { Providers } from './_ui/providers.tsx'
import './global.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    description: t('slogan'),
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf9f5' },
    { media: '(prefers-color-scheme: dark)', color: '#15171b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, timeZone, now, viewer] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getNow(),
    findViewer(),
  ])
  const nonce = (await headers()).get('x-nonce') ?? ''
  const colorScheme = viewer
    ? schemeOf(viewer.user.colorScheme)
    : schemeOf((await cookies()).get('color-scheme')?.value)
  return (
    <html
      lang={locale}
      data-mantine-color-scheme={colorScheme === 'dark' ? 'dark' : 'light'}
      suppressHydrationWarning
    >
      <head>
        {colorScheme === 'auto' ? (
          <script nonce={nonce} suppressHydrationWarning>
            {FOLLOW_DEVICE}
          </script>
        ) : null}
      </head>
      <body>
        <Providers
          locale={locale}
          timeZone={timeZone}
          now={now}
          hasMoney={viewer !== null && hasMoney(viewer.membership.role)}
          nonce={nonce}
          colorScheme={colorScheme}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}

/** Before the first paint, or the page would flash. Written without quotation marks, which React would escape. */
const FOLLOW_DEVICE =
  'if(matchMedia(`(prefers-color-scheme: dark)`).matches)document.documentElement.setAttribute(`data-mantine-color-scheme`,`dark`)'

function schemeOf(value: string | null | undefined): 'light' | 'dark' | 'auto' {
  return value === 'light' || value === 'dark' ? value : 'auto'
}
