'use client'

import { Button, Radio, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { FormRow } from '../../../_ui/form-row.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'

const SCHEMES = ['light', 'dark', 'auto'] as const

type ProfileFormProps = { name: string; email: string; locale: 'en' | 'zh-CN' | 'auto' }

/** A person's own name, language and appearance. */
export function ProfileForm(props: ProfileFormProps) {
  const t = useTranslations('settings.profile')
  const shell = useTranslations('shell')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const router = useRouter()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [name, setName] = useState(props.name)
  const onSuccess = () => router.refresh()
  const rename = useMutation(
    trpc.profile.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        onSuccess()
      },
    }),
  )
  const prefer = useMutation(trpc.profile.setPreferences.mutationOptions({ onSuccess }))
  const problem = useFieldProblems(rename.error)
  return (
    <Card title={t('title')}>
      <Stack gap="lg" maw={560}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            rename.mutate({ name })
          }}
        >
          <FormRow>
            <TextInput
              label={t('name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="name"
              error={problem('name')}
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={rename.isPending} disabled={name === props.name}>
              {kit('save')}
            </Button>
          </FormRow>
        </form>
        <TextInput label={t('email')} description={t('emailHint')} value={props.email} disabled />
        <Radio.Group
          label={t('language')}
          value={props.locale}
          onChange={(locale) =>
            prefer.mutate({ locale: locale === 'en' || locale === 'zh-CN' ? locale : 'auto' })
          }
        >
          <FormRow isTight>
            <Radio value="zh-CN" label={shell('languages.zh-CN')} lang="zh-CN" />
            <Radio value="en" label={shell('languages.en')} lang="en" />
            <Radio value="auto" label={t('languageAuto')} />
          </FormRow>
        </Radio.Group>
        <Radio.Group
          label={t('theme')}
          value={colorScheme}
          onChange={(value) => {
            const scheme = SCHEMES.find((one) => one === value) ?? 'auto'
            setColorScheme(scheme)
            prefer.mutate({ colorScheme: scheme })
          }}
        >
          <FormRow isTight>
            {SCHEMES.map((scheme) => (
              <Radio key={scheme} value={scheme} label={shell(`user.${scheme}`)} />
            ))}
          </FormRow>
        </Radio.Group>
        <ErrorNotice error={prefer.error} />
      </Stack>
    </Card>
  )
}
