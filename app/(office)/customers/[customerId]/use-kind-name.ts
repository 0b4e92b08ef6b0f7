import { useTranslations } from 'next-intl'
import type { TimelineKind } from '#server/domain/timeline/timeline-kind.ts'

/** The name of a kind of event. Only those who see thanks have a word for it. */
export function useKindName(): (kind: TimelineKind) => string {
  const t = useTranslations('customers.timeline.kinds')
  const thanks = useTranslations('customerThanks')
  return (kind) => (kind === 'thanks' ? thanks('kind') : t(kind))
}
