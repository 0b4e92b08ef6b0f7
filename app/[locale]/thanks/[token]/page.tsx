import { notFound } from 'next/navigation'
import { ThanksPanel } from './thanks-panel.tsx'

// The address holds the secret: it goes to no other site, and no preview of it speaks of anything.
export const metadata = { title: '·', referrer: 'no-referrer' }

type Props = { params: Promise<{ locale: string; token: string }> }

/** Nothing is asked of the server before a browser runs: a link preview must not count as having told the customer. */
export default async function ThanksPage({ params }: Props) {
  const { locale, token } = await params
  if (locale !== 'zh-CN' && locale !== 'en') notFound()
  return <ThanksPanel locale={locale} secret={token} />
}
