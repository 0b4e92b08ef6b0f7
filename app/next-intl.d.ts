import type { en } from '#server/words/en.ts'

declare module 'next-intl' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged into the library's own.
  interface AppConfig {
    Locale: 'en' | 'zh-CN'
    Messages: typeof en
  }
}
