import type { IconName } from './navigation.ts'

/** A place as the browser knows it: already named, already allowed. */
export type OfficePlace = {
  href: string
  icon: IconName
  letter: string
  label: string
  group: string
  isAtThumb: boolean
}

export type OfficeOrganization = { id: string; name: string; role: string }
