'use client'

import { useTranslations } from 'next-intl'
import type { ImportState } from '#server/domain/import/import-state.ts'
import { Tag } from '../../_ui/tag.tsx'

const TONES = {
  staged: 'plain',
  checking: 'accent',
  checked: 'accent',
  running: 'accent',
  done: 'plain',
  cancelled: 'cannot-tell',
  failed: 'wrong',
  'taking-back': 'accent',
  'taken-back': 'cannot-tell',
} as const satisfies Record<ImportState, string>

/** Where an import stands, in two words. */
export function ImportStateTag({ state }: { state: ImportState }) {
  const t = useTranslations('imports.states')
  return <Tag tone={TONES[state]}>{t(state)}</Tag>
}
