import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { type ActorName, test } from './actors.ts'

const PAGES: Record<string, readonly string[]> = {
  owner: [
    '/impact',
    '/impact?view=table',
    '/settings/members',
    '/settings/organization',
    '/settings/locations',
    '/settings/webhooks',
    '/settings/api-keys',
    '/en/reference',
    '/zh-CN/reference',
    '/settings/profile',
    '/record',
    '/policy',
  ],
  marketing: ['/referrals', '/customers', '/imports'],
  finance: ['/commissions', '/commissions?view=settled', '/payouts', '/ledger', '/audit'],
}

for (const [name, addresses] of Object.entries(PAGES))
  for (const address of addresses)
    test(`${address} has no serious finding of axe, at 1440 and 360 pixels`, async ({ as }) => {
      const page = await as(name as ActorName)
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(address)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        // A button on its way from waiting to ready has a colour between the two; what stays is what counts.
        await expect(async () => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
            .analyze()
          const serious = violations.filter((one) => /serious|critical/.test(one.impact ?? ''))
          const told = serious.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200)}`)
          expect(told).toEqual([])
        }).toPass({ timeout: 15_000 })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow).toBeLessThanOrEqual(0)
      }
    })

test('the sign-in has no serious finding of axe', async ({ page }) => {
  await page.goto('/sign-in')
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => /serious|critical/.test(one.impact ?? ''))
  expect(serious.map((one) => one.id)).toEqual([])
})
