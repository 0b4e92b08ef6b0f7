'use client'

import { Button, Menu } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IMPORT_NOUNS } from '#server/domain/import/fields.ts'
import { guessFact } from '#server/domain/import/guess-mapping.ts'
import type { ImportMapping } from '#server/domain/import/input.ts'

const MOST_FACTS = 6

type AddFactProps = {
  mapping: ImportMapping
  headers: readonly string[]
  onChange: (mapping: ImportMapping) => void
}

/** Lets each line make another fact: an order and its refund, an experience and its complaint. */
export function AddFact({ mapping, headers, onChange }: AddFactProps) {
  const t = useTranslations('imports')
  const used = new Set(mapping.facts.map((fact) => fact.noun))
  const free = IMPORT_NOUNS.filter((noun) => !used.has(noun))
  if (free.length === 0 || mapping.facts.length >= MOST_FACTS) return null
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" leftSection={<Plus size={16} aria-hidden="true" />}>
          {t('mapping.addFact')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {free.map((noun) => (
          <Menu.Item
            key={noun}
            onClick={() =>
              onChange({ ...mapping, facts: [...mapping.facts, guessFact(noun, headers).fact] })
            }
          >
            {t(`nouns.${noun}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
