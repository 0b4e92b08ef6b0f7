'use client'

import { useTranslations } from 'next-intl'
import { Tag } from '#app/_ui/tag.tsx'
import type { ReferralState } from '#server/domain/referral/input.ts'

/** How far a referral came, in one word. */
export function ReferralStateTag({ state }: { state: ReferralState }) {
  const t = useTranslations('referrals.states')
  const tone = state === 'kept' ? 'accent' : state === 'void' ? 'cannot-tell' : 'plain'
  return <Tag tone={tone}>{t(state)}</Tag>
}
