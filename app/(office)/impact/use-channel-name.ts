import { useTranslations } from 'next-intl'

const CHANNELS = [
  'photo',
  'feed',
  'group',
  'one-to-one',
  'review',
  'in-person',
  'direct',
  'public',
] as const

/** The name of a way to tell others, or us; a way without a name is shown as it is written. */
export function useChannelName(): (channel: string) => string {
  const t = useTranslations('impact.channels')
  return (channel) => {
    const known = CHANNELS.find((one) => one === channel)
    return known ? t(known) : channel
  }
}
