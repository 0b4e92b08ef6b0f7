import { expect } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('staff record on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('[row 43] a customer’s moment is recorded in ten seconds, and stands on the timeline', async ({
    as,
    say,
  }) => {
    const page = await as('staff')
    await page.goto('/record')
    const started = Date.now()
    await page.getByLabel(say('record.customer.label')).fill('wang')
    await page
      .getByRole('option')
      .or(page.getByRole('button', { name: /王/ }))
      .first()
      .click()
    await page
      .getByText(/早餐|Breakfast/)
      .first()
      .click()
    await page
      .getByText('+4', { exact: true })
      .or(page.getByText('4', { exact: true }))
      .first()
      .click()
    await page.getByRole('button', { name: say('record.save'), exact: true }).click()
    await expect(page.getByText(say('record.saved.done')).first()).toBeVisible()
    expect(Date.now() - started).toBeLessThan(10_000)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
  })
})
