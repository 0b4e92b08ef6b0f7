'use client'

import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { problemOf } from '#app/_api/problem-of.ts'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { useFieldProblems } from '#app/_ui/use-field-problems.ts'

type ThanksFormProps = {
  locale: 'zh-CN' | 'en'
  secret: string
  organization: string
  /** The very sentence whose hash is kept. */
  consent: string
  onDone: (accountLast4: string) => void
}

const DECLARATIONS = [
  'isEmployee',
  'isPublicOfficial',
  'isMedicalStaff',
  'isBuyersEmployee',
] as const

/** Where the thank-you may go, once. Some people may not be paid by law: they are asked, and told. */
export function ThanksForm({ locale, secret, organization, consent, onDone }: ThanksFormProps) {
  const t = useTranslations('thanksForm')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const [text, setText] = useState({ name: '', bankName: '', account: '', idNumber: '' })
  const [declared, setDeclared] = useState<ReadonlySet<string>>(new Set())
  const [isAgreed, setAgreed] = useState(false)
  const submit = useMutation(
    trpc.payee.submit.mutationOptions({ onSuccess: ({ accountLast4 }) => onDone(accountLast4) }),
  )
  const problem = useFieldProblems(submit.error)
  const field = (key: keyof typeof text) => ({
    label: t(key),
    value: text[key],
    error: problem(key),
    onChange: (event: { currentTarget: { value: string } }) =>
      setText({ ...text, [key]: event.currentTarget.value }),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const { idNumber, ...known } = text
        const is = (declaration: (typeof DECLARATIONS)[number]) => declared.has(declaration)
        submit.mutate({
          secret,
          locale,
          ...known,
          ...(idNumber.trim() && { idNumber }),
          consent: true,
          isEmployee: is('isEmployee'),
          isPublicOfficial: is('isPublicOfficial'),
          isMedicalStaff: is('isMedicalStaff'),
          isBuyersEmployee: is('isBuyersEmployee'),
        })
      }}
    >
      <Stack>
        <TextInput {...field('name')} required autoComplete="name" maxLength={100} />
        <TextInput {...field('bankName')} required maxLength={100} />
        <TextInput {...field('account')} required inputMode="numeric" autoComplete="off" />
        <TextInput
          {...field('idNumber')}
          description={`${t('idNumberHint')} (${kit('optional')})`}
          autoComplete="off"
        />
        <Checkbox.Group
          label={t('declare')}
          value={[...declared]}
          onChange={(chosen) => setDeclared(new Set(chosen))}
        >
          <Stack gap="xs" mt="xs">
            {DECLARATIONS.map((declaration) => (
              <Checkbox
                key={declaration}
                value={declaration}
                label={t(declaration, { organization })}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Checkbox
          label={consent}
          checked={isAgreed}
          required
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
        {problemOf(submit.error)?.kind === 'invalid' ? null : <ErrorNotice error={submit.error} />}
        <Button type="submit" loading={submit.isPending} disabled={!isAgreed}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  )
}
