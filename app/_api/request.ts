import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { en } from '#server/words/en.ts'
import { enPlain } from '#server/words/en-plain.ts'
import { zhCN } from '#server/words/zh-CN.ts'
import { zhCNPlain } from '#server/words/zh-CN-plain.ts'
import { hasMoney } from './has-money.ts'
import { findViewer } from './viewer.ts'

/** Language, zone and time of a request, for next-intl. A page whose address names a language (public pages) wins. */
export default getRequestConfig(async () => {
  const viewer = await findViewer()
  const asked = await headers()
  const locale =
    chosen(asked.get('x-path')?.split('/')[1]) ??
    chosen(viewer?.user.locale) ??
    chosen((await cookies()).get('locale')?.value) ??
    preferred(asked.get('accept-language') ?? '')
  const words = { en, 'zh-CN': zhCN }
  const plain = { en: enPlain, 'zh-CN': zhCNPlain }
  return {
    locale,
    // Who may not see money gets no word of it; the keys of their pages are all in the plain words.
    messages:
      viewer && hasMoney(viewer.membership.role) ? words[locale] : (plain[locale] as typeof en),
    timeZone: viewer?.membership.time_zone ?? 'UTC',
    now: new Date(),
  }
})

type Locale = 'en' | 'zh-CN'

function chosen(value: string | null | undefined): Locale | undefined {
  return value === 'en' || value === 'zh-CN' ? value : undefined
}

/** The first language of the browser's list that we speak; Chinese in any form reads simplified Chinese. */
function preferred(header: string): Locale {
  const wanted = header.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')
  const first = wanted.find((tag) => tag.startsWith('zh') || tag.startsWith('en'))
  return first?.startsWith('zh') ? 'zh-CN' : 'en'
}
