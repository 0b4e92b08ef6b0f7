import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { apiReferenceOf } from '#app/_api/api-reference.ts'
import { ReferencePage } from './reference-page.tsx'
import { referenceWords } from './reference-words.ts'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: referenceWords((await params).locale)?.title ?? '' }
}

/** Open to everybody: whoever builds the sending system need not be a member. It tells nothing of any organization. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  if (locale !== 'zh-CN' && locale !== 'en') notFound()
  return <ReferencePage locale={locale} reference={apiReferenceOf(locale)} />
}
