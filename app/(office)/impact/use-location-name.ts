import { useTranslations } from 'next-intl'

/** A place's name by its number; 0 states none. */
export function useLocationName(
  locations: readonly { locationNo: number; name: string }[],
): (locationNo: number) => string {
  const t = useTranslations('impact.location')
  return (locationNo) =>
    locations.find((one) => one.locationNo === locationNo)?.name ?? t('unstated')
}
