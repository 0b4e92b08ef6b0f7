import { expect } from '@playwright/test'
import { test } from '../actors.ts'

const PAGES = {
  marketing: ['/referrals?period=all', '/customers', '/impact?period=all', '/imports'],
  staff: ['/record'],
} as const

/** Words and fields that would tell of a thank-you: in no page and in no answer to these roles. */
const MONEY =
  /佣金|返现|提成|谢礼|commission|reward|payout|thanksMinor|awardMinor|policyVersion|rateBps/i

for (const [name, addresses] of Object.entries(PAGES)) {
  test(`[row 28] ${name} sees no word and gets no byte of a thank-you`, async ({ as }) => {
    const page = await as(name as keyof typeof PAGES)
    const leaks: string[] = []
    page.on('response', async (response) => {
      const type = response.headers()['content-type'] ?? ''
      if (!/json|html|x-component/.test(type)) return
      const body = await response.text().catch(() => '')
      const found = MONEY.exec(body)
      if (found) leaks.push(`${response.url()}: ${found[0]}`)
    })
    for (const address of addresses) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await page.locator('body').innerText()).not.toMatch(MONEY)
    }
    expect(leaks).toEqual([])
  })

  test(`[row 28] the pages of money are not there for ${name}`, async ({ as }) => {
    const page = await as(name as keyof typeof PAGES)
    for (const address of ['/commissions', '/payouts', '/policy', '/ledger', '/audit']) {
      const response = await page.goto(address)
      expect(response?.status()).toBe(404)
    }
  })
}
