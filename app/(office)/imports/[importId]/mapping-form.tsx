'use client'

import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FactMapping, ImportMapping } from '#server/domain/import/input.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import type { ImportView } from '../import-answer.ts'
import { AddFact } from './add-fact.tsx'
import { FactFields } from './fact-fields.tsx'
import { FileSettings } from './file-settings.tsx'
import classes from './import.module.css'
import { PreviewLines } from './preview-lines.tsx'
import { ProfileKeeper } from './profile-keeper.tsx'
import { RecordAtOnce } from './record-at-once.tsx'

type MappingFormProps = { importing: ImportView; mayRun: boolean; onStart: () => void }

/** What stands in which column, how the file writes it, and the first lines as they are read. */
export function MappingForm({ importing, mayRun, onStart }: MappingFormProps) {
  const t = useTranslations('imports.mapping')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [mapping, setMapping] = useState<ImportMapping>(importing.suggested)
  const check = useMutation(
    trpc.import.check.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.import.pathFilter())
        onStart()
      },
    }),
  )
  const isComplete = mappingProblems(mapping, importing.headers).length === 0
  function setFact(index: number, fact: FactMapping | null) {
    const facts = mapping.facts.flatMap((known, at) =>
      at === index ? (fact ? [fact] : []) : [known],
    )
    setMapping({ ...mapping, facts })
  }
  return (
    <>
      <Card
        title={t('title')}
        actions={<ProfileChoice importing={importing} onChoose={setMapping} />}
      >
        {mapping.facts.map((fact, index) => (
          <FactFields
            key={fact.noun}
            fact={fact}
            isFirst={index === 0}
            importing={importing}
            onChange={(next) => setFact(index, next)}
            onRemove={() => setFact(index, null)}
          />
        ))}
        <AddFact mapping={mapping} headers={importing.headers} onChange={setMapping} />
      </Card>
      <FileSettings mapping={mapping} onChange={setMapping} />
      <PreviewLines importing={importing} mapping={mapping} isComplete={isComplete} />
      {mayRun ? (
        <Card>
          <ErrorNotice error={check.error} />
          <div className={classes.acts}>
            <Button
              disabled={!isComplete}
              loading={check.isPending}
              onClick={() => check.mutate({ importId: importing.id, mapping })}
            >
              {t('check')}
            </Button>
            <RecordAtOnce
              importing={importing}
              mapping={mapping}
              isComplete={isComplete}
              onStart={onStart}
            />
            <span className={classes.hint}>{t('checkHint')}</span>
          </div>
          <ProfileKeeper mapping={mapping} isComplete={isComplete} />
        </Card>
      ) : null}
    </>
  )
}

const FOUND = ''

type ProfileChoiceProps = { importing: ImportView; onChoose: (mapping: ImportMapping) => void }

/** Mappings kept under a name whose columns this file has. */
function ProfileChoice({ importing, onChoose }: ProfileChoiceProps) {
  const t = useTranslations('imports.mapping')
  const [chosen, setChosen] = useState(FOUND)
  const { profiles, suggested } = importing
  if (profiles.length === 0) return null
  const data = [
    { value: FOUND, label: t('profileNone') },
    ...profiles.map(({ id, name }) => ({
      value: name,
      label: id === null ? t('profileShipped', { name }) : name,
    })),
  ]
  return (
    <Select
      aria-label={t('profile')}
      data={data}
      value={chosen}
      allowDeselect={false}
      w={280}
      onChange={(name) => {
        setChosen(name ?? FOUND)
        onChoose(profiles.find((profile) => profile.name === name)?.mapping ?? suggested)
      }}
    />
  )
}
