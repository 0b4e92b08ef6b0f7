'use client'

import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { useFieldProblems } from '#app/_ui/use-field-problems.ts'
import { explainAmount } from '#server/domain/commission/amount.ts'
import { type DraftText, draftText, readDraft } from './draft-text.ts'
import classes from './policy.module.css'
import type { PolicyVersion } from './policy-answer.ts'
import { TierFields } from './tier-fields.tsx'

const KINDS = ['flat', 'percent', 'tiers'] as const
const EXAMPLE_SALE = 880_000n

type DraftFormProps = { draft: PolicyVersion | null; onDone: () => void }

/** A version of the policy before it is sealed, with what a sale would come to. */
export function DraftForm({ draft, onDone }: DraftFormProps) {
  const t = useTranslations('policy')
  const kit = useTranslations('kit')
  const viewer = useViewer()
  const { currency } = viewer
  const trpc = useTRPC()
  const client = useQueryClient()
  const [text, setText] = useState<DraftText>(() => draftText(draft, viewer))
  const save = useMutation(
    trpc.policy.draft.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        onDone()
        return client.invalidateQueries()
      },
    }),
  )
  const problem = useFieldProblems(save.error)
  const set = (part: Partial<DraftText>) => setText({ ...text, ...part })
  const read = readDraft(text, viewer)
  return (
    <Card title={t('draft')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ ...(draft && { id: draft.id }), ...read })
        }}
      >
        <TextInput
          label={t('name')}
          required
          maxLength={120}
          value={text.name}
          error={problem('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <KindField text={text} set={set} />
        <RuleFields text={text} set={set} problem={problem} />
        <TextInput
          label={t('capAmount')}
          description={t('capHint')}
          inputMode="decimal"
          rightSection={currency}
          rightSectionWidth={56}
          value={text.cap}
          error={problem('capMinor')}
          onChange={(event) => set({ cap: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('effectiveFrom')}
          description={t('effectiveHint')}
          required
          value={text.day}
          error={problem('effectiveFrom')}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
        <Example read={read} />
        <ErrorNotice error={save.error} />
        <div className={classes.acts}>
          <Button variant="default" onClick={onDone}>
            {kit('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {kit('save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

type KindFieldProps = { text: DraftText; set: (part: Partial<DraftText>) => void }

function KindField({ text, set }: KindFieldProps) {
  const t = useTranslations('policy')
  const kinds = useTranslations('money.policyKinds')
  return (
    <SegmentedControl
      aria-label={t('kind')}
      value={text.kind}
      onChange={(chosen) => set({ kind: KINDS.find((one) => one === chosen) ?? 'flat' })}
      data={KINDS.map((value) => ({ value, label: kinds(value) }))}
    />
  )
}

type RuleFieldsProps = KindFieldProps & { problem: ReturnType<typeof useFieldProblems> }

/** The fields of the chosen kind of rule. */
function RuleFields({ text, set, problem }: RuleFieldsProps) {
  const t = useTranslations('policy')
  const { currency } = useViewer()
  return (
    <>
      {text.kind === 'flat' ? (
        <TextInput
          label={t('flatAmount')}
          required
          inputMode="decimal"
          rightSection={currency}
          rightSectionWidth={56}
          value={text.flat}
          error={problem('flatMinor')}
          onChange={(event) => set({ flat: event.currentTarget.value })}
        />
      ) : null}
      {text.kind === 'percent' ? (
        <TextInput
          label={t('rate')}
          required
          inputMode="decimal"
          rightSection="%"
          value={text.rate}
          error={problem('rateBps')}
          onChange={(event) => set({ rate: event.currentTarget.value })}
        />
      ) : null}
      {text.kind === 'tiers' ? (
        <TierFields
          tiers={text.tiers}
          onChange={(tiers) => set({ tiers })}
          problem={problem('tiers')}
        />
      ) : null}
    </>
  )
}

/** The same pure function that finance's screen and the database's check reckon with. */
function Example({ read }: { read: ReturnType<typeof readDraft> }) {
  const t = useTranslations('policy')
  const format = useFormat()
  const isReady =
    (read.kind === 'flat' && read.flatMinor) ||
    (read.kind === 'percent' && read.rateBps) ||
    (read.kind === 'tiers' && read.tiers.some((tier) => tier.fromMinor === 0n))
  if (!isReady) return null
  const { amountMinor } = explainAmount(read, EXAMPLE_SALE)
  return (
    <p className={classes.quiet}>
      {t('example', {
        sale: format.money(EXAMPLE_SALE, read.currency),
        amount: format.money(amountMinor, read.currency),
      })}
    </p>
  )
}
