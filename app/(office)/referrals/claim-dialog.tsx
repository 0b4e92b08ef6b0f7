'use client'

import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import type { Rule } from '#server/domain/rule.ts'

/** What a person at a desk can know; links, codes and files bring their own evidence. */
const EVIDENCE = ['asked', 'staff', 'code'] as const

type ClaimDialogProps = { isOpen: boolean; onClose: () => void }

/** Who told whom: two customers, how we know, and the moment that made them tell. */
export function ClaimDialog({ isOpen, onClose }: ClaimDialogProps) {
  const t = useTranslations('referrals.claim')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')}>
      <ClaimForm onClose={onClose} />
    </Modal>
  )
}

function ClaimForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('referrals')
  const kit = useTranslations('kit')
  const rules = useTranslations('rules')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [referrerId, setReferrerId] = useState<string | null>(null)
  const [refereeId, setRefereeId] = useState<string | null>(null)
  const [evidenceKind, setEvidenceKind] = useState<(typeof EVIDENCE)[number]>('asked')
  const [evidence, setEvidence] = useState('')
  const [momentNo, setMomentNo] = useState<string | null>(null)
  // One id for one form, so that a second press records the same claim.
  const [externalId] = useState(() => crypto.randomUUID())
  const [refusal, setRefusal] = useState<Rule | null>(null)
  const claim = useMutation(
    trpc.referral.claim.mutationOptions({
      onSuccess: ({ results: [result] }) => {
        setRefusal(result?.rule ?? null)
        if (result?.rule) return
        notifications.show({ message: t(result?.competing ? 'claim.competing' : 'claim.saved') })
        onClose()
        return client.invalidateQueries()
      },
    }),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!referrerId || !refereeId) return
        const told = { referrerId, refereeId, evidenceKind, evidence: evidence || null }
        const identity = { source: 'office', externalId, occurredAt: new Date() }
        const moment = { momentNo: momentNo ? Number(momentNo) : null }
        claim.mutate({ claims: [{ ...identity, ...told, ...moment }] })
      }}
    >
      <Stack>
        <CustomerField label={t('claim.referrer')} value={referrerId} onChange={setReferrerId} />
        <CustomerField label={t('claim.referee')} value={refereeId} onChange={setRefereeId} />
        <Select
          label={t('claim.evidence')}
          value={evidenceKind}
          allowDeselect={false}
          onChange={(kind) => setEvidenceKind(EVIDENCE.find((one) => one === kind) ?? 'asked')}
          data={EVIDENCE.map((value) => ({ value, label: t(`evidence.${value}`) }))}
        />
        <MomentField value={momentNo} onChange={setMomentNo} />
        <TextInput
          label={t('claim.note')}
          value={evidence}
          maxLength={500}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        {refusal ? <p role="alert">{rules(refusal)}</p> : null}
        <ErrorNotice error={claim.error} />
        <Button type="submit" loading={claim.isPending} disabled={!referrerId || !refereeId}>
          {t('claim.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {kit('cancel')}
        </Button>
      </Stack>
    </form>
  )
}

type FieldProps = { value: string | null; onChange: (value: string | null) => void }

function CustomerField({ label, value, onChange }: FieldProps & { label: string }) {
  const t = useTranslations('referrals.claim')
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 200)
  const found = useQuery(
    trpc.customer.search.queryOptions(
      { text: asked, limit: 20 },
      { enabled: asked.trim().length > 0, placeholderData: keepPreviousData },
    ),
  )
  return (
    <Select
      label={label}
      placeholder={t('search')}
      searchable
      clearable
      required
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      // The server has searched already: pinyin would not match the name that is shown.
      filter={({ options }) => options}
      nothingFoundMessage={asked ? t('nobody') : null}
      data={(found.data ?? []).map((one) => ({
        value: one.id,
        label: one.phoneLast4 ? `${one.name} ****${one.phoneLast4}` : one.name,
      }))}
    />
  )
}

function MomentField({ value, onChange }: FieldProps) {
  const t = useTranslations('referrals.claim')
  const locale = useLocale()
  const trpc = useTRPC()
  const choices = useQuery(trpc.record.choices.queryOptions())
  return (
    <Select
      label={t('moment')}
      clearable
      searchable
      value={value}
      onChange={onChange}
      data={(choices.data?.moments ?? []).map((moment) => ({
        value: String(moment.momentNo),
        label: locale.startsWith('zh') ? moment.nameZh : moment.nameEn,
      }))}
    />
  )
}
