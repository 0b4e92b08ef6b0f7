import type { MantineColorSchemeManager } from '@mantine/core'
import { writeCookie } from './write-cookie.ts'

/**
 * The server decides, from the profile or the cookie, and draws the right appearance at once; a change is kept in the
 * cookie for pages without a sign-in.
 */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: (fromServer) => fromServer,
  set: (value) => writeCookie('color-scheme', value),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => writeCookie('color-scheme', 'auto'),
}
