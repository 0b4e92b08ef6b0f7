'use client'

import { Button } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import classes from './pager.module.css'

type PagerProps = {
  /** Undefined on the first page. */
  onPrevious?: (() => void) | undefined
  /** Undefined on the last page. */
  onNext?: (() => void) | undefined
  /** How many rows, or which part of them is shown. */
  children?: ReactNode
}

/** Keyset pages: forward and back, no page numbers, since those would cost a count. */
export function Pager({ onPrevious, onNext, children }: PagerProps) {
  const t = useTranslations('kit.table')
  return (
    <nav className={classes.pager} aria-label={`${t('previous')} · ${t('next')}`}>
      <span className={classes.text}>{children}</span>
      <Button
        variant="default"
        size="xs"
        leftSection={<ChevronLeft size={15} aria-hidden="true" />}
        disabled={!onPrevious}
        onClick={() => onPrevious?.()}
      >
        {t('previous')}
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<ChevronRight size={15} aria-hidden="true" />}
        disabled={!onNext}
        onClick={() => onNext?.()}
      >
        {t('next')}
      </Button>
    </nav>
  )
}
