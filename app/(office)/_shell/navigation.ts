import { can } from '#server/domain/permission.ts'
import type { Role } from '#server/domain/role.ts'
import { hasMoney } from '../../_api/has-money.ts'

export type IconName =
  | 'scale'
  | 'share'
  | 'people'
  | 'pen'
  | 'inbox'
  | 'heart'
  | 'send'
  | 'scroll'
  | 'book'
  | 'shield'
  | 'cog'

type Place = {
  key: string
  href: string
  icon: IconName
  /** The key after G. */
  letter: string
  group: 'work' | 'money' | 'house'
  isOpenTo: (role: Role) => boolean
}

/** The office by work, in the order of the rail. */
const PLACES = [
  {
    key: 'impact',
    href: '/impact',
    icon: 'scale',
    letter: 'i',
    group: 'work',
    isOpenTo: (role) => can(role, 'impact.read'),
  },
  {
    key: 'referrals',
    href: '/referrals',
    icon: 'share',
    letter: 'r',
    group: 'work',
    isOpenTo: (role) => can(role, 'customer.read'),
  },
  {
    key: 'customers',
    href: '/customers',
    icon: 'people',
    letter: 'c',
    group: 'work',
    isOpenTo: (role) => can(role, 'customer.read'),
  },
  {
    key: 'record',
    href: '/record',
    icon: 'pen',
    letter: 'n',
    group: 'work',
    isOpenTo: (role) => can(role, 'experience.record'),
  },
  {
    key: 'commissions',
    href: '/commissions',
    icon: 'heart',
    letter: 'q',
    group: 'money',
    isOpenTo: hasMoney,
  },
  {
    key: 'payouts',
    href: '/payouts',
    icon: 'send',
    letter: 'p',
    group: 'money',
    isOpenTo: hasMoney,
  },
  {
    key: 'policy',
    href: '/policy',
    icon: 'scroll',
    letter: 'o',
    group: 'money',
    isOpenTo: hasMoney,
  },
  { key: 'ledger', href: '/ledger', icon: 'book', letter: 'l', group: 'money', isOpenTo: hasMoney },
  {
    key: 'imports',
    href: '/imports',
    icon: 'inbox',
    letter: 'm',
    group: 'house',
    isOpenTo: (role) => can(role, 'import.read'),
  },
  {
    key: 'audit',
    href: '/audit',
    icon: 'shield',
    letter: 'a',
    group: 'house',
    isOpenTo: (role) => can(role, 'audit.read'),
  },
  {
    key: 'settings',
    href: '/settings',
    icon: 'cog',
    letter: 's',
    group: 'house',
    isOpenTo: () => true,
  },
] as const satisfies readonly Place[]

export type PlaceKey = (typeof PLACES)[number]['key']

/** The places that a role may open. */
export function placesFor(role: Role) {
  return PLACES.filter((place) => place.isOpenTo(role))
}

/** Where a role begins its day. */
export function landingOf(role: Role): string {
  switch (role) {
    case 'owner':
      return '/impact'
    case 'marketing':
      return '/referrals'
    case 'finance':
      return '/commissions'
    case 'staff':
      return '/record'
    case 'auditor':
      return '/ledger'
  }
}

/** What stands at the thumb on a phone: four places, the landing among them. */
export function thumbPlacesFor(role: Role): PlaceKey[] {
  const order: Record<Role, PlaceKey[]> = {
    owner: ['impact', 'referrals', 'customers', 'commissions'],
    marketing: ['referrals', 'customers', 'record', 'impact'],
    finance: ['commissions', 'payouts', 'ledger', 'customers'],
    staff: ['record', 'settings'],
    auditor: ['ledger', 'commissions', 'impact', 'audit'],
  }
  return order[role]
}
