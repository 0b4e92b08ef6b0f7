'use client'

import { Modal } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { KeyboardHint } from '../../_ui/keyboard-hint.tsx'
import type { OfficePlace } from './office.ts'
import classes from './shortcut-list.module.css'

type ShortcutListProps = {
  places: readonly OfficePlace[]
  isOpen: boolean
  onClose: () => void
}

/** Every key that does something; opened by ?. */
export function ShortcutList({ places, isOpen, onClose }: ShortcutListProps) {
  const t = useTranslations('shell.shortcuts')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.columns}>
        <Keys
          title={t('anywhere')}
          rows={[
            [['Ctrl', 'K'], t('palette')],
            [['/'], t('search')],
            [['?'], t('help')],
            [['Esc'], t('escape')],
          ]}
        />
        <Keys
          title={t('lists')}
          rows={[
            [['J'], t('down')],
            [['K'], t('up')],
            [['X'], t('select')],
            [['Enter'], t('open')],
          ]}
        />
      </div>
      <Keys
        title="G …"
        rows={places.map((place) => [
          ['G', place.letter.toUpperCase()],
          t('go', { page: place.label }),
        ])}
      />
      <p className={classes.hint}>{t('hint')}</p>
    </Modal>
  )
}

type KeysProps = { title: string; rows: readonly (readonly [readonly string[], string])[] }

function Keys({ title, rows }: KeysProps) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {rows.map(([keys, text]) => (
          <div key={text} className={classes.row}>
            <dt>
              <KeyboardHint keys={keys} />
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
