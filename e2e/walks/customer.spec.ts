import { expect } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('a customer is found and read', () => {
  test('by a character of the name, by pinyin, by initials', async ({ as, say }) => {
    const page = await as('marketing')
    await page.goto('/customers')
    const search = page.getByLabel(say('customers.search.label'))
    for (const text of ['王', 'wang', 'w']) {
      await search.fill(text)
      await expect(page.locator('tbody tr').first()).toContainText(/王|W/)
    }
    await search.fill('nobody-has-this-name')
    await expect(page.getByText(/nobody-has-this-name/).first()).toBeVisible()
  })

  test('[row 27] one timeline holds moments, shares, orders and referrals, newest first', async ({
    as,
    say,
  }) => {
    const page = await as('marketing')
    await page.goto('/referrals?period=all&state=kept')
    await page.locator('tbody tr').first().click()
    await page.waitForURL(/\/referrals\/[0-9a-f-]{36}/)
    await page.getByRole('main').getByRole('link').first().click()
    await expect(page).toHaveURL(/\/customers\//)
    await expect(page.getByText(say('customers.timeline.title')).first()).toBeVisible()
    const times = await page
      .locator('time[datetime]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''))
    // A heading names the day, an event its instant.
    const known = times.filter((time) => time.includes('T')).map((time) => Date.parse(time))
    expect(known.length).toBeGreaterThan(0)
    expect(known).toEqual(known.toSorted((a, b) => b - a))
  })

  test('a page further on is there, and the way back', async ({ as, say }) => {
    const page = await as('marketing')
    await page.goto('/customers')
    const first = await page.locator('tbody tr').first().textContent()
    await page.getByRole('button', { name: say('kit.table.next') }).click()
    await expect(page.locator('tbody tr').first()).not.toHaveText(first ?? '')
    await page.getByRole('button', { name: say('kit.table.previous') }).click()
    await expect(page.locator('tbody tr').first()).toHaveText(first ?? '')
  })
})
