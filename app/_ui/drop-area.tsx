'use client'

import { Dropzone } from '@mantine/dropzone'
import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import classes from './drop-area.module.css'

type DropAreaProps = {
  onFile: (file: File) => void
  /** Media types and endings, as `accept` of an input has them. */
  accept: Record<string, string[]>
  maxBytes: number
  onReject?: (() => void) | undefined
  isBusy?: boolean
  /** What kind of file, and what will happen with it. */
  children?: ReactNode
}

/** Takes one file, dropped or chosen. */
export function DropArea(props: DropAreaProps) {
  const t = useTranslations('kit.drop')
  return (
    <Dropzone
      className={classes.area}
      onDrop={(files) => {
        const [file] = files
        if (file) props.onFile(file)
      }}
      onReject={() => props.onReject?.()}
      accept={props.accept}
      maxSize={props.maxBytes}
      multiple={false}
      loading={props.isBusy ?? false}
      inputProps={{ 'aria-label': t('choose') }}
    >
      <div className={classes.inside}>
        <FileUp size={28} aria-hidden="true" />
        <p className={classes.title}>
          <Dropzone.Accept>{t('accept')}</Dropzone.Accept>
          <Dropzone.Reject>{t('reject')}</Dropzone.Reject>
          <Dropzone.Idle>{t('idle')}</Dropzone.Idle>
        </p>
        {props.children ? <p className={classes.text}>{props.children}</p> : null}
      </div>
    </Dropzone>
  )
}
