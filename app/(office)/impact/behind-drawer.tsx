'use client'

import { Drawer } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { BehindList } from './behind-list.tsx'
import classes from './impact.module.css'
import type { ImpactAnswer } from './impact-answer.ts'
import type { ImpactSearch, Opened } from './impact-search.ts'
import { MomentFigure } from './moment-figure.tsx'
import { MomentTelling } from './moment-telling.tsx'
import { useMomentName } from './use-moment-name.ts'

type BehindDrawerProps = { answer: ImpactAnswer; search: ImpactSearch; onClose: () => void }

/** The customers behind one number, and what came of their telling. */
export function BehindDrawer({ answer, search, onClose }: BehindDrawerProps) {
  const t = useTranslations('impact.behind')
  const titleOf = useTitle(answer)
  const { open } = search
  return (
    <Drawer
      opened={open !== null}
      onClose={onClose}
      position="right"
      size={600}
      title={open ? titleOf(open) : null}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {open ? (
        <div className={classes.stack}>
          <MomentFigure answer={answer} opened={open} />
          {open.momentNo && open.outcome === 'share' && open.cohort === 'matured' ? (
            <PanelBoundary minHeight={160}>
              <MomentTelling search={search} momentNo={open.momentNo} />
            </PanelBoundary>
          ) : null}
          <PanelBoundary minHeight={320}>
            <BehindList
              key={JSON.stringify([open, search.period, search.location])}
              answer={answer}
              search={search}
              opened={open}
            />
          </PanelBoundary>
        </div>
      ) : null}
    </Drawer>
  )
}

function useTitle(answer: ImpactAnswer): (opened: Opened) => string {
  const t = useTranslations('impact.behind')
  const nameOf = useMomentName()
  return ({ momentNo }) => {
    if (momentNo === null) return t('all')
    if (momentNo === 0) return nameOf(null)
    const row = answer.rows.find((one) => one.momentNo === momentNo)
    return row ? nameOf(row) : t('notFound')
  }
}
