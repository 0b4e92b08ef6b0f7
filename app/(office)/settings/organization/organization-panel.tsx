'use client'

import { Button, NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { formatAmount } from '../../../_format/money.ts'
import { parseAmount } from '../../../_format/parse-amount.ts'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { FormRow } from '../../../_ui/form-row.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'

/** What holds for the whole house. */
export function OrganizationPanel() {
  const t = useTranslations('settings.organization')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const router = useRouter()
  const { data } = useSuspenseQuery(trpc.organization.settings.queryOptions())
  const isReadOnly = !can(useViewer().role, 'organization.change')
  const [draft, setDraft] = useState(() => draftOf(data))
  const save = useMutation(
    trpc.organization.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        router.refresh()
        return client.invalidateQueries(trpc.organization.pathFilter())
      },
    }),
  )
  const { threshold, ...plain } = draft
  const secondApprovalMinor = parseAmount(threshold, data.currency)
  const isThresholdWrong = threshold.trim() !== '' && secondApprovalMinor === null
  return (
    <Card title={t('title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isThresholdWrong) save.mutate({ ...plain, secondApprovalMinor })
        }}
      >
        <Stack gap="lg" maw={560}>
          {isReadOnly ? <p style={{ margin: 0, color: 'var(--quiet)' }}>{t('readOnly')}</p> : null}
          <HouseFields {...{ data, draft, setDraft, isReadOnly }} error={save.error} />
          <ThresholdField
            {...{ data, draft, setDraft, isReadOnly, isThresholdWrong }}
            error={save.error}
          />
          {problemOf(save.error)?.kind === 'invalid' ? null : <ErrorNotice error={save.error} />}
          {isReadOnly ? null : (
            <div>
              <Button type="submit" loading={save.isPending}>
                {kit('save')}
              </Button>
            </div>
          )}
        </Stack>
      </form>
    </Card>
  )
}

type Settings = {
  name: string
  timeZone: string
  currency: string
  defaultLocale: 'en' | 'zh-CN'
  valleyScore: number
  secondApprovalMinor: bigint | null
}

/** Money inputs are text. */
type Draft = Pick<Settings, 'name' | 'defaultLocale' | 'valleyScore'> & { threshold: string }

function draftOf({
  name,
  defaultLocale,
  valleyScore,
  secondApprovalMinor,
  currency,
}: Settings): Draft {
  const threshold = secondApprovalMinor === null ? '' : formatAmount(secondApprovalMinor, currency)
  return { name, defaultLocale, valleyScore, threshold }
}

type FieldsProps = {
  data: Settings
  draft: Draft
  setDraft: (draft: Draft) => void
  isReadOnly: boolean
  error: unknown
}

function HouseFields({ data, draft, setDraft, isReadOnly, error }: FieldsProps) {
  const t = useTranslations('settings.organization')
  const shell = useTranslations('shell')
  const problem = useFieldProblems(error)
  return (
    <>
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        error={problem('name')}
        maxLength={120}
        readOnly={isReadOnly}
        required
        withAsterisk={false}
      />
      <FormRow>
        <TextInput
          label={t('timeZone')}
          description={t('timeZoneHint')}
          value={data.timeZone}
          disabled
        />
        <TextInput label={t('currency')} value={data.currency} disabled w={120} />
      </FormRow>
      <Radio.Group
        label={t('defaultLocale')}
        value={draft.defaultLocale}
        readOnly={isReadOnly}
        onChange={(value) => setDraft({ ...draft, defaultLocale: value === 'en' ? 'en' : 'zh-CN' })}
      >
        <FormRow isTight>
          <Radio value="zh-CN" label={shell('languages.zh-CN')} lang="zh-CN" />
          <Radio value="en" label={shell('languages.en')} lang="en" />
        </FormRow>
      </Radio.Group>
      <NumberInput
        label={t('valleyScore')}
        description={t('valleyScoreHint')}
        value={draft.valleyScore}
        onChange={(value) => setDraft({ ...draft, valleyScore: Number(value) })}
        min={-5}
        max={0}
        allowDecimal={false}
        clampBehavior="strict"
        readOnly={isReadOnly}
        error={problem('valleyScore')}
        maw={200}
      />
    </>
  )
}

type ThresholdFieldProps = FieldsProps & { isThresholdWrong: boolean }

function ThresholdField(props: ThresholdFieldProps) {
  const { data, draft, setDraft, isReadOnly, isThresholdWrong, error } = props
  const t = useTranslations('moneyShell')
  const fields = useTranslations('errors.fields')
  const problem = useFieldProblems(error)
  return (
    <TextInput
      label={t('secondApproval')}
      description={t('secondApprovalHint')}
      leftSection={data.currency}
      leftSectionWidth={56}
      inputMode="decimal"
      value={draft.threshold}
      onChange={(event) => setDraft({ ...draft, threshold: event.currentTarget.value })}
      error={isThresholdWrong ? fields('amount.invalid') : problem('secondApprovalMinor')}
      readOnly={isReadOnly}
      maw={280}
    />
  )
}
