'use client'

import { ActionIcon, Popover } from '@mantine/core'
import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

type DefinitionProps = {
  /** The metric that is explained; spoken by the button. */
  name: string
  /** Formula, n, interval, source, freshness. */
  children: ReactNode
}

/** ⓘ beside a metric: what it means and how it is reckoned. */
export function Definition({ name, children }: DefinitionProps) {
  const t = useTranslations('kit')
  return (
    <Popover width={320} position="bottom-start" withRoles trapFocus={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('definition', { name })}
          c="var(--quiet)"
        >
          <Info size={15} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown fz="sm">{children}</Popover.Dropdown>
    </Popover>
  )
}
