import { useLocale, useTranslations } from 'next-intl'
import type { Choices } from './choices.ts'
import { Folded } from './folded.tsx'
import { TapChoice } from './tap-choice.tsx'

type MomentFieldProps = {
  moments: Choices['moments']
  chosen: string | null
  onChoose: (code: string | null) => void
}

/** The moments in the journey's order, always in the same place; the chosen one folds into one line. */
export function MomentField({ moments, chosen, onChoose }: MomentFieldProps) {
  const t = useTranslations('record.moment')
  const isChinese = useLocale().startsWith('zh')
  const nameOf = (moment: Choices['moments'][number]) => (isChinese ? moment.nameZh : moment.nameEn)
  const found = moments.find((moment) => moment.code === chosen)
  if (found)
    return (
      <Folded title={t('title')} changeLabel={t('change')} onChange={() => onChoose(null)}>
        {nameOf(found)}
      </Folded>
    )
  return (
    <TapChoice
      title={t('title')}
      name="moment"
      columns={2}
      options={moments.map((moment) => ({ value: moment.code, label: nameOf(moment) }))}
      chosen={null}
      onChoose={onChoose}
    />
  )
}
