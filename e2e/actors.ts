import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { createTranslator } from 'next-intl'
import { sampleSignIns } from '#prisma/seed/sample-sign-ins.ts'
import { en } from '#server/words/en.ts'
import { zhCN } from '#server/words/zh-CN.ts'

export type ActorName = (typeof sampleSignIns)[number]['key']

type State = Awaited<ReturnType<BrowserContext['storageState']>>

type Fixtures = {
  /** The words of the project's language, by key. */
  say: ReturnType<typeof translatorFor>
  /** A page of its own, on which this person is signed in. */
  as: (name: ActorName) => Promise<Page>
}

type WorkerFixtures = { states: Map<ActorName, State> }

/** Sign-ins by form are few: a person signs in once per worker, and other pages take over the cookie. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  states: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  say: async ({ locale }, use) => use(translatorFor(locale)),
  as: async ({ browser, states, say, contextOptions }, use, info) => {
    const opened: BrowserContext[] = []
    await use(async (name) => {
      const { locale, colorScheme, baseURL, viewport } = info.project.use
      const chosen = { locale, colorScheme, baseURL, viewport }
      const known = Object.fromEntries(
        Object.entries(chosen).filter(([, value]) => value !== undefined),
      )
      const state = states.get(name)
      const context = await browser.newContext({
        ...contextOptions,
        ...known,
        ...(state && { storageState: state }),
      })
      opened.push(context)
      const page = await context.newPage()
      if (!state) {
        await signIn(page, name, say)
        states.set(name, await context.storageState())
      }
      return page
    })
    for (const context of opened) await context.close()
  },
})

function translatorFor(locale: string | undefined) {
  const isChinese = locale?.startsWith('zh') ?? false
  return createTranslator({ locale: isChinese ? 'zh-CN' : 'en', messages: isChinese ? zhCN : en })
}

/** Through the form, as a person does it. */
export async function signIn(page: Page, name: ActorName, say: Fixtures['say']): Promise<void> {
  const person = personOf(name)
  await page.goto('/sign-in')
  await page.getByLabel(say('auth.signIn.email')).fill(person.email)
  await page.getByRole('textbox', { name: say('auth.signIn.password') }).fill(person.password)
  await page.getByRole('button', { name: say('auth.signIn.submit') }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

export function personOf(name: ActorName) {
  const person = sampleSignIns.find((one) => one.key === name)
  if (!person) throw new Error(`no sample sign-in ${name}`)
  return person
}
